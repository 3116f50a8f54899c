import type { PgDb } from "../tenancy";
import type { Ledger, Tally } from "./ledger";

/** One caller of one tenant. */
export interface Caller {
  readonly db: PgDb;
  readonly ledger: Ledger;
  readonly tally: Tally;
  /** Ends all connections of the application's, as a server does that is restarted. */
  killBackends(): Promise<void>;
}

/** Something that a caller does; its queries are counted as they are sent. */
export type Work = (caller: Caller) => Promise<void>;

const emailsOf = (rows: ReadonlyArray<{ email: string }>) => rows.map(({ email }) => email);

async function list({ db, ledger, tally }: Caller): Promise<void> {
  const known = [...ledger.there];
  tally.queries++;
  ledger.expectAll(emailsOf(await db.owner.findMany()), known, "findMany");
}

async function listRaw({ db, ledger, tally }: Caller): Promise<void> {
  const known = [...ledger.there];
  tally.queries++;
  const rows = await db.$queryRaw<{ email: string }[]>`select * from "Owner"`;
  ledger.expectAll(emailsOf(rows), known, "a raw query");
}

async function countRaw({ db, ledger, tally }: Caller): Promise<void> {
  tally.queries++;
  const [row] = await db.$queryRaw<
    { all: number; own: number }[]
  >`select count(*)::int as all, count(*) filter (where email like ${`${ledger.tenant} %`})::int as own from "Owner"`;
  ledger.expectEqual(row?.own, row?.all, "a raw count");
}

// Prisma batches what is asked in the same tick.
async function findSeveral({ db, ledger, tally }: Caller): Promise<void> {
  const known = [...ledger.there].slice(0, 3);
  tally.queries += known.length;
  const found = await Promise.all(known.map((email) => db.owner.findUnique({ where: { email } })));
  found.forEach((owner, index) => {
    const email = known[index] ?? "";
    if (ledger.there.has(email)) ledger.expectEqual(owner?.email, email, "findUnique");
    else if (owner !== null) ledger.expectEqual(owner.email, email, "findUnique");
  });
}

async function create({ db, ledger, tally }: Caller): Promise<void> {
  const email = ledger.newEmail();
  tally.queries++;
  const made = await db.owner.create({ data: { email } });
  ledger.there.add(email);
  ledger.expectEqual(made.email, email, "create");
}

async function createWithNote({ db, ledger, tally }: Caller): Promise<void> {
  const email = ledger.newEmail();
  tally.queries += 2;
  const notes = { create: { id: email, text: ledger.tenant } };
  const made = await db.owner.create({ data: { email, notes }, include: { notes: true } });
  ledger.there.add(email);
  for (const { text } of made.notes) ledger.expectEqual(text, ledger.tenant, "a nested create");
}

async function listNotes({ db, ledger, tally }: Caller): Promise<void> {
  tally.queries++;
  for (const { text, owner } of await db.note.findMany({ include: { owner: true } })) {
    ledger.expectEqual(text, ledger.tenant, "include");
    if (owner !== null) ledger.expectOwn([owner.email], "include");
  }
}

async function upsert({ db, ledger, tally }: Caller): Promise<void> {
  const email = ledger.anchor;
  tally.queries++;
  const found = await db.owner.upsert({ where: { email }, create: { email }, update: { email } });
  ledger.expectEqual(found.email, email, "upsert");
}

async function remove({ db, ledger, tally }: Caller): Promise<void> {
  const email = ledger.some;
  if (email === undefined) return;
  // Nothing is known of it from now on, should the connection break.
  ledger.there.delete(email);
  tally.queries++;
  const { count } = await db.owner.deleteMany({ where: { email } });
  ledger.removed.add(email);
  ledger.expectEqual(count, 1, "deleteMany");
}

async function transaction({ db, ledger, tally }: Caller): Promise<void> {
  const [first, second] = [ledger.newEmail(), ledger.newEmail()];
  const known = [...ledger.there];
  await db.$transaction(async (tx) => {
    tally.queries += 3;
    await tx.owner.create({ data: { email: first } });
    await tx.$executeRaw`insert into "Owner" (email) values (${second})`;
    const emails = emailsOf(await tx.owner.findMany());
    ledger.expectAll(emails, known, "a transaction");
    ledger.expectEqual(emails.includes(first) && emails.includes(second), true, "a transaction's own rows");
  });
  ledger.there.add(first).add(second);
}

async function batch({ db, ledger, tally }: Caller): Promise<void> {
  const email = ledger.newEmail();
  const known = [...ledger.there];
  tally.queries += 2;
  const [, rows] = await db.$transaction([db.owner.create({ data: { email } }), db.owner.findMany()]);
  ledger.there.add(email);
  ledger.expectAll(emailsOf(rows), [...known, email], "a batch");
}

/** Ordinary work, and how often each is done. */
export const queries: ReadonlyArray<readonly [weight: number, work: Work]> = [
  [12, list],
  [12, listRaw],
  [10, countRaw],
  [8, findSeveral],
  [8, create],
  [3, createWithNote],
  [6, listNotes],
  [5, upsert],
  [16, remove],
  [5, transaction],
  [4, batch],
];
