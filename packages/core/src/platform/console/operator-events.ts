import { z } from "zod";
import { cutPage, readCursor } from "../../paging/cursor";
import type { Operator } from "../operators/operator";

/** One line of the operators' log. */
export interface OperatorEvent {
  id: string;
  tenantId: string | null;
  /** Dotted and past tense, such as `tenant.moved`. */
  action: string;
  /** `cli`, `owner`, `system`, or the name of the operator. */
  actor: string;
  /** What was asked for and how it ended; no content. */
  detail: Record<string, unknown>;
  /** ISO 8601 instant. */
  createdAt: string;
}

const cursorShape = z.tuple([z.uuid()]);
const detailShape = z.record(z.string(), z.unknown());

/**
 * The operators' log, newest first.
 * @throws AppError `invalid_input` for a cursor that this list did not give
 */
export async function listOperatorEvents(
  { platform: { catalog } }: Operator,
  { tenantId, cursor, limit = 30 }: { tenantId?: string; cursor?: string | undefined; limit?: number } = {},
): Promise<{ events: OperatorEvent[]; nextCursor: string | null }> {
  const before = cursor === undefined ? undefined : readCursor(cursor, cursorShape)[0];
  const found = await catalog.operatorEvent.findMany({
    where: { tenantId, id: { lt: before } },
    orderBy: { id: "desc" },
    take: limit + 1,
  });
  const { rows, nextCursor } = cutPage(found, limit, ({ id }) => [id]);
  const accounts = await catalog.account.findMany({
    where: { id: { in: [...new Set(rows.map(({ actor }) => actor))] } },
    select: { id: true, name: true },
  });
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const events = rows.map(({ id, tenantId: of, action, actor, detail, createdAt }) => ({
    id,
    tenantId: of,
    action,
    actor: names.get(actor) ?? actor,
    detail: detailShape.parse(JSON.parse(detail)),
    createdAt: createdAt.toISOString(),
  }));
  return { events, nextCursor };
}
