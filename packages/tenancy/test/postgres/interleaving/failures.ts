import { changedMind } from "./ledger";
import type { Caller, Work } from "./queries";

/** As `work`, which has to fail; counted once it did. */
async function failing(work: Promise<unknown>, done: () => void): Promise<void> {
  try {
    await work;
  } catch (error) {
    done();
    throw error;
  }
}

async function duplicate({ db, ledger, tally }: Caller): Promise<void> {
  tally.queries++;
  await failing(db.owner.create({ data: { email: ledger.anchor } }), () => tally.failures.constraint++);
}

async function danglingReference({ db, ledger, tally }: Caller): Promise<void> {
  tally.queries++;
  const data = { id: ledger.newEmail(), text: ledger.tenant, ownerId: 2_000_000_000 };
  await failing(db.note.create({ data }), () => tally.failures.constraint++);
}

async function thrown({ db, ledger, tally }: Caller): Promise<void> {
  const email = ledger.newEmail();
  const transaction = db.$transaction(async (tx) => {
    tally.queries++;
    await tx.owner.create({ data: { email } });
    throw new Error(changedMind);
  });
  // Nothing but a commit makes it stay, and there is none.
  ledger.gone.add(email);
  await failing(transaction, () => tally.failures["thrown in a transaction"]++);
}

async function timeout({ db, ledger, tally }: Caller): Promise<void> {
  const email = ledger.newEmail();
  ledger.gone.add(email);
  const transaction = db.$transaction(
    async (tx) => {
      tally.queries++;
      await tx.owner.create({ data: { email } });
      // Until Prisma has ended it.
      for (;;) {
        tally.queries++;
        await tx.owner.count();
      }
    },
    { timeout: 10 },
  );
  await failing(transaction, () => tally.failures["transaction timed out"]++);
}

// Its turn at the one connection comes when nobody is there any more to take it.
async function impatient({ db, tally }: Caller): Promise<void> {
  const transaction = db.$transaction((tx) => tx.owner.count(), { maxWait: 1 });
  await failing(transaction, () => tally.failures["gave up waiting"]++);
}

async function killedInside({ db, ledger, tally, killBackends }: Caller): Promise<void> {
  const email = ledger.newEmail();
  ledger.gone.add(email);
  await db.$transaction(async (tx) => {
    tally.queries += 2;
    await tx.owner.create({ data: { email } });
    tally.failures["backend killed"]++;
    await killBackends();
    await tx.owner.count();
  });
}

async function killedBeside({ db, ledger, tally, killBackends }: Caller): Promise<void> {
  tally.queries++;
  const reading = db.owner.findMany();
  tally.failures["backend killed"]++;
  const [rows] = await Promise.all([reading, killBackends()]);
  ledger.expectOwn(
    rows.map(({ email }) => email),
    "findMany while backends were killed",
  );
}

// The transaction ends under a query that nobody waits for.
async function leftInside({ db, ledger, tally }: Caller): Promise<void> {
  tally.failures["promise abandoned"]++;
  let reading: Promise<unknown> = Promise.resolve();
  await db.$transaction(async (tx) => {
    tally.queries += 2;
    await tx.owner.count();
    reading = tx.owner.findMany().then((rows) =>
      ledger.expectOwn(
        rows.map(({ email }) => email),
        "findMany in a transaction that was left",
      ),
    );
    reading.catch(() => {});
  });
}

/** What is made to go wrong, and how often each is. */
export const failures: ReadonlyArray<readonly [weight: number, work: Work]> = [
  [4, duplicate],
  [3, danglingReference],
  [4, thrown],
  [0.5, timeout],
  [1, impatient],
  [0.4, killedInside],
  [0.4, killedBeside],
  [2, leftInside],
];
