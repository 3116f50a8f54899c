import type { PostgresServer } from "@acre/tenancy";
import pg from "pg";

type Work = Parameters<PostgresServer["owner"]["transaction"]>[0];
type Session = Parameters<Work>[0];
type Statement = Parameters<Session["send"]>[0];

/** Runs `work` and returns the statements that the engine sent as the database's owner meanwhile, in order. */
export async function sentStatements(
  { owner }: PostgresServer,
  work: () => Promise<unknown>,
): Promise<Statement[]> {
  const sent = new Set<Statement>();
  const transaction = owner.transaction;
  owner.transaction = (run) =>
    transaction.call(owner, (session) => {
      listen(session, sent);
      return run(session);
    }) as ReturnType<typeof run>;
  try {
    await work();
  } finally {
    owner.transaction = transaction;
  }
  return [...sent];
}

// A queued statement may be sent later by way of `send`: the set keeps it once, where it came first.
function listen(session: Session, sent: Set<Statement>): void {
  const queue = session.queue.bind(session);
  const send = session.send.bind(session);
  session.queue = (...statements) => {
    for (const statement of statements) sent.add(statement);
    queue(...statements);
  };
  session.send = (statement) => {
    sent.add(statement);
    return send(statement);
  };
}

/** Whether a statement changes schemas or rights. Questions, locks, contexts and settings do not. */
export function changesSchema({ text }: Statement): boolean {
  return !/^\s*(select|set)\b/i.test(text);
}

/** Statements as one text for one round trip, with their parameters in it. */
export function asScript(statements: readonly Statement[]): string {
  return statements
    .map(({ text, values = [] }) =>
      text.replace(/\$(\d+)/g, (whole, number) => {
        const value = values[Number(number) - 1];
        return value === undefined ? whole : pg.escapeLiteral(value);
      }),
    )
    .join(";\n");
}
