import { expect, it, onTestFinished } from "vitest";
import { newTenantId } from "../ids";
import { Membership } from "./membership";
import { createMemoryLedger } from "./memory-ledger";

/** A member whose ledger can be cut off, and whose holdings are let go of when the test says so. */
async function member() {
  const ledger = createMemoryLedger();
  let cut = false;
  let lettingGo = false;
  let finish = () => {};
  const membership = new Membership(
    {
      ledger: {
        ...ledger,
        renew: (id) => (cut ? Promise.reject(new Error("unreachable")) : ledger.renew(id)),
      },
      kind: "test",
      processId: "one",
      leaseMs: 300,
      heartbeatMs: 10,
    },
    {
      letGo: async () => {},
      letGoOfAll() {
        lettingGo = true;
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
    },
  );
  await membership.enter();
  onTestFinished(() => membership.leave());
  return {
    membership,
    ledger,
    cutOff: (now: boolean) => {
      cut = now;
    },
    lettingGo: () => expect.poll(() => lettingGo, { timeout: 10_000 }).toBe(true),
    finish: () => finish(),
  };
}

/** What a claim, or asking for one, comes to. */
function codeOf(claim: () => unknown): string {
  try {
    claim();
    return "good";
  } catch (error) {
    return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "none";
  }
}

it("a claim from before a lapse is never good again; a new one is, once everything was let go of", async () => {
  const { membership, cutOff, lettingGo, finish } = await member();
  const before = membership.claim();
  expect(codeOf(before)).toBe("good");
  cutOff(true);
  await lettingGo();
  cutOff(false);
  expect(codeOf(before)).toBe("lease_lost");
  expect(codeOf(() => membership.claim())).toBe("lease_lost");
  finish();
  await expect.poll(() => codeOf(() => membership.claim()), { timeout: 10_000 }).toBe("good");
  expect(codeOf(before)).toBe("lease_lost");
});

it("a lost lease says what kept it from being renewed, and not what went wrong long before", async () => {
  const { membership, ledger, cutOff, lettingGo, finish } = await member();
  const causeOf = (claim: () => unknown) => {
    try {
      claim();
    } catch (error) {
      return error instanceof Error ? error.cause : error;
    }
    return "good";
  };
  const first = membership.claim();
  cutOff(true);
  await expect.poll(() => causeOf(first), { timeout: 10_000 }).toMatchObject({ message: "unreachable" });
  await lettingGo();
  cutOff(false);
  finish();
  await expect.poll(() => codeOf(() => membership.claim()), { timeout: 10_000 }).toBe("good");
  const second = membership.claim();
  expect(causeOf(first)).toMatchObject({ message: "unreachable" });
  const beat = async () => (await ledger.processes())[0]?.heartbeat;
  const before = await beat();
  await expect.poll(beat, { timeout: 10_000 }).not.toBe(before);
  await ledger.leave("one");
  await expect.poll(() => codeOf(second), { timeout: 10_000 }).toBe("lease_lost");
  expect(causeOf(second)).toBeUndefined();
  finish();
});

it("one that the others removed lets go of everything too, however good its lease looked", async () => {
  const { membership, ledger, lettingGo, finish } = await member();
  const before = membership.claim();
  await ledger.leave("one");
  await lettingGo();
  expect(codeOf(before)).toBe("lease_lost");
  finish();
  await expect.poll(() => codeOf(() => membership.claim()), { timeout: 10_000 }).toBe("good");
  expect((await ledger.processes()).map(({ id }) => id)).toEqual(["one"]);
});

it("an answer that a newer wish has overtaken takes nothing of the newer one's away", async () => {
  const ledger = createMemoryLedger();
  let finish = () => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let asked = 0;
  const membership = new Membership(
    { ledger, kind: "test", processId: "one", pollMs: 5 },
    { letGo: async () => void (asked++ === 0 && (await held)), letGoOfAll: async () => {} },
  );
  await membership.enter();
  onTestFinished(() => membership.leave());
  const [tenantId, another] = [newTenantId(), newTenantId()];
  const answered = (id: string, epoch: number) =>
    expect.poll(() => ledger.answers({ tenantId: id, epoch })).toEqual(["one"]);
  await ledger.requestDrain({ tenantId, epoch: 2 });
  await expect.poll(() => asked).toBe(1);
  await ledger.requestDrain({ tenantId, epoch: 3 });
  await answered(tenantId, 3);
  finish();
  // By then the first would have been answered, too.
  await ledger.requestDrain({ tenantId: another, epoch: 1 });
  await answered(another, 1);
  expect(await ledger.answers({ tenantId, epoch: 3 })).toEqual(["one"]);
});
