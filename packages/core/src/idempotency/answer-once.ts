import { isUniqueViolation, type TenantDb, type TenantTx } from "@acre/db";
import type { TenantContext } from "../context";
import { dayMs } from "../durations";
import { AppError } from "../errors";

/** A request that its sender may repeat without doing it twice. */
export interface Repeatable {
  /** Chosen by the sender; each actor has keys of their own. */
  key: string;
  /** What tells this request from another one under the same key. */
  requestHash: string;
  /** The status it is answered with when it succeeds. */
  status: number;
}

/** The answer of a request; `repeated` when it was given before. */
export interface OnceAnswer {
  status: number;
  body: string;
  repeated: boolean;
}

const keptMs = dayMs;

/**
 * Does what was asked once, however often it is asked in 24 hours: the first answer is kept in the very transaction that
 * does it, so that both are there or neither is. Of those that come at once one does it, and the others wait and are given its answer.
 * @param work does it in one transaction of the context it is given, whose result it answers with
 * @throws AppError `idempotency_reused` for another request under the same key, `idempotency_pending` when a first
 *   one has not been answered; and what `work` throws, after which the key is as new
 */
export async function answerOnce(
  ctx: TenantContext,
  request: Repeatable,
  work: (ctx: TenantContext) => Promise<{ status: number; body: string }>,
): Promise<OnceAnswer> {
  const given = await findAnswer(ctx, request);
  if (given) return given;
  const taken = new Error("Somebody else is doing it, or has.");
  let kept: string | null = null;
  const db = withTransactions(
    ctx.db,
    async (tx, inner) => {
      if (kept !== null) return inner(tx);
      const id = await claim(tx, ctx, request, taken);
      const result = await inner(tx);
      const body = JSON.stringify(result) ?? "null";
      await tx.idempotencyAnswer.update({ where: { id }, data: { status: request.status, body } });
      return result;
    },
    (result) => {
      kept ??= JSON.stringify(result) ?? "null";
    },
  );
  try {
    const answer = await work({ ...ctx, db });
    if (kept !== null && kept !== answer.body) await keep(ctx, request, answer);
    return { ...answer, repeated: false };
  } catch (error) {
    const first = error === taken ? await findAnswer(ctx, request) : null;
    if (first) return first;
    throw error === taken ? pending() : error;
  }
}

/** The answer that was kept, unless its time is over. */
async function findAnswer(
  { db, actor }: TenantContext,
  { key, requestHash }: Repeatable,
): Promise<OnceAnswer | null> {
  const row = await db.idempotencyAnswer.findUnique({ where: { actorId_key: { actorId: actor.id, key } } });
  if (!row || row.expiresAt <= new Date()) return null;
  if (row.requestHash !== requestHash) {
    throw new AppError(
      "idempotency_reused",
      "This Idempotency-Key was used for another request. Choose a new one.",
    );
  }
  if (row.status === null || row.body === null) throw pending();
  return { status: row.status, body: row.body, repeated: true };
}

/** Takes the key. Whoever comes second waits here until the first one's transaction has ended. */
async function claim(
  tx: TenantTx,
  { actor }: TenantContext,
  { key, requestHash }: Repeatable,
  taken: Error,
): Promise<string> {
  const now = new Date();
  await tx.idempotencyAnswer.deleteMany({ where: { actorId: actor.id, key, expiresAt: { lte: now } } });
  try {
    const row = await tx.idempotencyAnswer.create({
      data: { key, actorId: actor.id, requestHash, expiresAt: new Date(now.getTime() + keptMs) },
      select: { id: true },
    });
    return row.id;
  } catch (error) {
    throw isUniqueViolation(error) ? taken : error;
  }
}

// For an answer that is more than its transaction's result.
async function keep(
  { db, actor }: TenantContext,
  { key }: Repeatable,
  { status, body }: { status: number; body: string },
): Promise<void> {
  await db.idempotencyAnswer.update({
    where: { actorId_key: { actorId: actor.id, key } },
    data: { status, body },
  });
}

type Inner = (tx: TenantTx) => Promise<unknown>;

/** The same database, each of whose transactions `around` surrounds; `done` hears of those that were committed. */
function withTransactions(
  db: TenantDb,
  around: (tx: TenantTx, inner: Inner) => Promise<unknown>,
  done: (result: unknown) => void,
): TenantDb {
  return new Proxy(db, {
    get(target, property) {
      if (property !== "$transaction") return Reflect.get(target, property);
      return async (inner: Inner, options?: object) => {
        const result = await target.$transaction((tx) => around(tx, inner), options);
        done(result);
        return result;
      };
    },
  });
}

function pending(): AppError {
  return new AppError(
    "idempotency_pending",
    "The first request under this Idempotency-Key is not answered yet.",
    {
      retryAfterSeconds: 1,
    },
  );
}
