import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { refusalCode } from "../../testing/refusal";
import { createTurns, type Turns, type TurnsOptions } from "./turns";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Requests under way by name, in the order in which they began, each with the way to end it. */
function watch(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    ask(lane: string, name: string): void {
      void turns.take(lane).then((leave) => {
        begun.push(name);
        ends.set(name, leave);
      });
    },
    async end(name: string): Promise<void> {
      ends.get(name)?.();
      await settle();
    },
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const start = (options: Partial<TurnsOptions> = {}) => createTurns({ busy: () => true, ...options });

describe("turns on a busy event loop", () => {
  it("leave a quiet workspace one request of a noisy one to meet, and nothing that has not begun", async () => {
    const { begun, ask, end } = watch(start());
    ask("quiet", "q0");
    await settle();
    await end("q0");
    for (let i = 1; i <= 16; i += 1) ask("noisy", `n${i}`);
    await settle();
    expect(begun).toEqual(["q0", "n1"]);
    ask("quiet", "q1");
    await settle();
    expect(begun).toEqual(["q0", "n1", "q1"]);
    // The next noisy one stands back for it.
    await end("n1");
    expect(begun).toEqual(["q0", "n1", "q1"]);
    await end("q1");
    expect(begun).toEqual(["q0", "n1", "q1", "n2"]);
  });

  it("alternate between workspaces that both have more to do", async () => {
    const { begun, ask, end } = watch(start());
    for (const n of [1, 2, 3]) ask("a", `a${n}`);
    await settle();
    for (const n of [1, 2, 3]) ask("b", `b${n}`);
    await settle();
    expect(begun).toEqual(["a1", "a2", "b1"]);
    // Two were under way while nobody else was about: they are finished first.
    await end("a1");
    expect(begun).toEqual(["a1", "a2", "b1"]);
    await end("a2");
    await vi.advanceTimersByTimeAsync(25);
    await end("b1");
    await end("b2");
    expect(begun).toEqual(["a1", "a2", "b1", "a3", "b2", "b3"]);
  });

  it("come to a noisy workspace beside others that never stop", async () => {
    const { begun, ask, end } = watch(start());
    ask("quiet", "q1");
    ask("noisy", "n1");
    ask("noisy", "n2");
    await settle();
    await end("n1");
    expect(begun).toEqual(["q1", "n1"]);
    await vi.advanceTimersByTimeAsync(25);
    expect(begun).toEqual(["q1", "n1", "n2"]);
  });

  it("go on to the next when one takes long: it waits for something else than the loop", async () => {
    const { begun, ask, end } = watch(start());
    ask("other", "o1");
    for (const n of [1, 2, 3]) ask("slow", `s${n}`);
    await settle();
    await end("o1");
    expect(begun).toEqual(["o1", "s1"]);
    await vi.advanceTimersByTimeAsync(250);
    expect(begun).toContain("s2");
    // Its own end changes nothing any more.
    const before = begun.length;
    await end("s1");
    expect(begun).toHaveLength(before);
  });

  it("are refused when too many wait, and when it takes too long", async () => {
    const turns = start({ places: 1, waiting: 1, patienceMs: 20 });
    await turns.take("other");
    await turns.take("noisy");
    const waits = refusalCode(() => turns.take("noisy"));
    expect(await refusalCode(() => turns.take("noisy"))).toBe("rate_limited");
    await vi.advanceTimersByTimeAsync(20);
    expect(await waits).toBe("rate_limited");
    expect(await refusalCode(() => turns.take("quiet"))).toBeNull();
  });
});

it("a loop that has time lets a workspace have eight requests under way, beside whomever", async () => {
  const { begun, ask, end } = watch(start({ busy: () => false }));
  ask("other", "o1");
  for (let i = 1; i <= 10; i += 1) ask("busy", `b${i}`);
  await settle();
  expect(begun).toHaveLength(9);
  await end("b1");
  expect(begun).toHaveLength(10);
});
