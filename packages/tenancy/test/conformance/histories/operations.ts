import fc from "fast-check";

/** A change inside one tenant. `c` picks a child, `e` a parent; both are called alike in every tenant. */
export type Write =
  | { kind: "addParent"; e: number }
  | { kind: "addChild"; c: number; e: number }
  | { kind: "retext"; c: number }
  | { kind: "move"; c: number; e: number }
  | { kind: "upsertChild"; c: number; e: number }
  | { kind: "upsertParent"; e: number; to: number }
  | { kind: "nest"; e: number; c: number; other: number }
  | { kind: "removeChild"; c: number }
  | { kind: "removeParent"; e: number }
  | { kind: "rawRetextAll" }
  | { kind: "rawRemoveAll" };

/** What happens in a history. `t` picks one of a few places for tenants, each empty at first. */
export type Operation =
  | { kind: "create"; t: number }
  | { kind: "delete"; t: number }
  | { kind: "rename"; t: number; name: number }
  | { kind: "setStatus"; t: number; status: "active" | "read_only" | "suspended" }
  | { kind: "connect"; name: number }
  | { kind: "close"; t: number }
  | { kind: "closeAll" }
  | { kind: "write"; t: number; write: Write }
  | { kind: "transaction"; t: number; writes: Write[]; fails: boolean }
  | { kind: "list"; t: number }
  | { kind: "rawList"; t: number }
  | { kind: "count"; t: number }
  | { kind: "together"; c: number }
  | { kind: "sideBySide"; writes: Write[] };

export const tenants = 3;
const t = fc.nat(tenants - 1);
const e = fc.nat(3);
const c = fc.nat(4);

const write: fc.Arbitrary<Write> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("addParent" as const), e }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("addChild" as const), c, e }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("retext" as const), c }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("move" as const), c, e }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("upsertChild" as const), c, e }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("upsertParent" as const), e, to: e }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("nest" as const), e, c, other: c }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("removeChild" as const), c }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("removeParent" as const), e }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("rawRetextAll" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("rawRemoveAll" as const) }) },
);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("create" as const), t }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete" as const), t }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("rename" as const), t, name: fc.nat(4) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("setStatus" as const),
      t,
      status: fc.constantFrom(
        "active" as const,
        "active" as const,
        "read_only" as const,
        "suspended" as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("connect" as const), name: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("close" as const), t }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("closeAll" as const) }) },
  { weight: 9, arbitrary: fc.record({ kind: fc.constant("write" as const), t, write }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("transaction" as const),
      t,
      writes: fc.array(write, { minLength: 1, maxLength: 3 }),
      fails: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("list" as const), t }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("rawList" as const), t }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("count" as const), t }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("together" as const), c }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("sideBySide" as const),
      writes: fc.array(write, { minLength: tenants, maxLength: tenants }),
    }),
  },
);

/** Histories that begin with tenants to work in, so that few operations are spent on nobody. */
export const history: fc.Arbitrary<Operation[]> = fc
  .array(operation, { minLength: 5, maxLength: 40, size: "max" })
  .map((operations) => [
    ...Array.from({ length: tenants }, (_, n) => ({ kind: "create" as const, t: n })),
    ...operations,
  ]);

/** How names and values are spelled; what a child says tells whose it is. */
export const spelled = {
  slug: (run: string, name: number) => `h${run}_${name}`,
  parent: (n: number) => `${n}@here`,
  child: (n: number) => `00000000-0000-7000-8000-00000000000${n}`,
  text: (owner: string, step: number) => `${owner} wrote at ${step}`,
};
