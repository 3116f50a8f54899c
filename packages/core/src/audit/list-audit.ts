import type { Prisma } from "@acre/db";
import type { z } from "zod";
import { requireRight, type TenantContext } from "../context";
import { dayMs } from "../durations";
import { newestFirst } from "../paging/newest-first";
import { hiddenProjects } from "./hidden-projects";
import { type ListAuditInput, listAuditInput } from "./inputs";
import { namesNow } from "./names-now";
import { type AuditLogEntry, actorKinds } from "./outputs";
import { parseChanges } from "./parse-changes";
import { resourceNames } from "./resource-names";

const pages = newestFirst("audit");
const day = /^\d{4}-\d{2}-\d{2}$/;
// A log may be full of a private project's entries: after so many looks the reader is given what there is, and a cursor.
const mostLooks = 20;

/**
 * The workspace's audit log, newest first, without what happened in private projects that the reader does not see.
 * @throws AppError `forbidden`, `invalid_input`
 */
export async function listAudit(
  ctx: TenantContext,
  input: ListAuditInput = {},
): Promise<{ entries: AuditLogEntry[]; nextCursor: string | null }> {
  requireRight(ctx, "audit:read");
  const { limit, cursor, ...filters } = listAuditInput.parse(input);
  const where = whereOf(filters);
  let place = cursor;
  const found: EntryRow[] = [];
  for (let look = 0; look < mostLooks; look += 1) {
    const rows = await ctx.db.auditEvent.findMany({
      where: { AND: [where, pages.after(place)] },
      orderBy: pages.orderBy,
      take: limit + 1,
    });
    for (const row of await withoutHidden(ctx, rows.slice(0, limit))) {
      if (found.length === limit) break;
      found.push(row);
    }
    const last = found.length === limit ? found.at(-1) : rows.slice(0, limit).at(-1);
    if (last) place = pages.cursorOf(last);
    const more = rows.length > limit || (last && last.id !== rows.at(-1)?.id);
    if (!more) return { entries: await present(ctx, found), nextCursor: null };
    if (found.length === limit) break;
  }
  return { entries: await present(ctx, found), nextCursor: place ?? null };
}

// The year 10000 is written with more digits, and sorts before all others as text.
const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

type EntryRow = Prisma.AuditEventGetPayload<object>;
type Filters = Omit<z.output<typeof listAuditInput>, "limit" | "cursor">;

function whereOf({ actor, action, resource, from, to }: Filters): Prisma.AuditEventWhereInput {
  const parts: Prisma.AuditEventWhereInput[] = [];
  if (actor !== undefined) parts.push({ actorId: actor });
  if (resource !== undefined) parts.push({ resourceId: resource });
  if (action?.includes(".")) parts.push({ action });
  else if (action !== undefined) parts.push({ action: { startsWith: `${action}.` } });
  if (from !== undefined) parts.push({ createdAt: { gte: new Date(from) } });
  if (to !== undefined) {
    const end = new Date(to).getTime();
    parts.push({
      createdAt: day.test(to) ? { lt: new Date(Math.min(end + dayMs, lastInstant)) } : { lte: new Date(end) },
    });
  }
  return { AND: parts };
}

async function withoutHidden(ctx: TenantContext, rows: EntryRow[]): Promise<EntryRow[]> {
  const { userId } = ctx.actor;
  const hidden = await hiddenProjects(
    ctx.db,
    userId,
    rows.map(({ projectId }) => projectId),
  );
  return rows.filter(({ projectId }) => projectId === null || !hidden.has(projectId));
}

async function present(ctx: TenantContext, rows: EntryRow[]): Promise<AuditLogEntry[]> {
  const people = await namesNow(ctx, rows);
  const names = await resourceNames(ctx, rows);
  return rows.map((row) => ({
    id: row.id,
    seq: row.seq,
    action: row.action,
    actor: {
      kind: actorKinds.find((kind) => kind === row.actorKind) ?? "system",
      id: row.actorId,
      name: (row.actorId && people.get(row.actorId)) ?? row.actorName,
    },
    address: row.address,
    resource: { type: row.resourceType, id: row.resourceId, name: names.get(row.resourceId) ?? null },
    projectId: row.projectId,
    changes: parseChanges(row.changes),
    requestId: row.requestId,
    createdAt: row.createdAt.toISOString(),
  }));
}
