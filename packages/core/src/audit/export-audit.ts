import { requireRight, type TenantContext } from "../context";
import { csvLine } from "./csv";
import { type ExportAuditInput, exportAuditInput } from "./inputs";
import { listAudit } from "./list-audit";
import type { AuditLogEntry } from "./outputs";
import { recordAudit } from "./record";

const columns = [
  "seq",
  "createdAt",
  "action",
  "actorKind",
  "actorId",
  "actorName",
  "address",
  "resourceType",
  "resourceId",
  "resourceName",
  "projectId",
  "changes",
  "requestId",
];

/**
 * The log as `listAudit` gives it to this reader, all of it, as text in pieces: newest first, one entry a line. That it
 * was taken is written to the log first, unless the workspace is read-only.
 * @throws AppError `forbidden`, `invalid_input`
 */
export async function exportAudit(
  ctx: TenantContext,
  input: ExportAuditInput = {},
): Promise<AsyncGenerator<string>> {
  requireRight(ctx, "audit:read");
  const { format, ...filters } = exportAuditInput.parse(input);
  if (!ctx.tenant.readOnly) {
    await ctx.db.$transaction((tx) =>
      recordAudit(tx, ctx, {
        action: "audit.exported",
        resourceType: "workspace",
        resourceId: ctx.tenant.id,
        changes: { format: { before: null, after: format } },
      }),
    );
  }
  return format === "csv" ? write(csvLine(columns), asCsv) : write("", asJson);

  async function* write(head: string, lineOf: (entry: AuditLogEntry) => string): AsyncGenerator<string> {
    if (head) yield head;
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listAudit>> = await listAudit(ctx, {
        ...filters,
        limit: 200,
        ...(cursor === null ? {} : { cursor }),
      });
      if (page.entries.length > 0) yield page.entries.map(lineOf).join("");
      cursor = page.nextCursor;
    } while (cursor !== null);
  }
}

function asJson(entry: AuditLogEntry): string {
  return `${JSON.stringify(entry)}\n`;
}

function asCsv({ actor, resource, changes, ...entry }: AuditLogEntry): string {
  return csvLine([
    entry.seq,
    entry.createdAt,
    entry.action,
    actor.kind,
    actor.id,
    actor.name,
    entry.address,
    resource.type,
    resource.id,
    resource.name,
    entry.projectId,
    JSON.stringify(changes),
    entry.requestId,
  ]);
}
