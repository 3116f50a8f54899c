import { describe, expect, it } from "vitest";
import { refusalCode } from "../../testing/refusal";
import { createGate } from "./gate";

describe("a workspace's requests", () => {
  it("are let in so many at a time, first come, first served", async () => {
    const gate = createGate({ places: 2 });
    const order: string[] = [];
    const enter = async (name: string) => {
      const leave = await gate.enter("noisy");
      order.push(name);
      return leave;
    };
    const [first] = await Promise.all([enter("a"), enter("b")]);
    const waiting = [enter("c"), enter("d")];
    await Promise.resolve();
    expect(order).toEqual(["a", "b"]);
    first?.();
    (await waiting[0])?.();
    await waiting[1];
    expect(order).toEqual(["a", "b", "c", "d"]);
  });

  it("wait for their own, never for another workspace's", async () => {
    const gate = createGate({ places: 1 });
    await gate.enter("noisy");
    void gate.enter("noisy").catch(() => {});
    expect(await refusalCode(() => gate.enter("quiet"))).toBeNull();
  });

  it("are refused when too many wait, and when it takes too long, and let in again afterwards", async () => {
    const gate = createGate({ places: 1, waiting: 1, patienceMs: 20 });
    const leave = await gate.enter("noisy");
    const waits = refusalCode(() => gate.enter("noisy"));
    expect(await refusalCode(() => gate.enter("noisy"))).toBe("rate_limited");
    expect(await waits).toBe("rate_limited");
    leave();
    expect(await refusalCode(() => gate.enter("noisy"))).toBeNull();
  });

  it("give their place back once, however often they say so", async () => {
    const gate = createGate({ places: 1, waiting: 0 });
    const leave = await gate.enter("noisy");
    leave();
    leave();
    await gate.enter("noisy");
    expect(await refusalCode(() => gate.enter("noisy"))).toBe("rate_limited");
  });
});
