import { exportAudit } from "@acre/core";
import { exportAuditInput } from "@acre/core/inputs";
import { file } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";
import { textStream } from "@/server/text-stream";

export const GET = tenantRoute({
  right: "audit:read",
  summary: "Download the audit log",
  description:
    "All entries that the filters let through, one a line: JSON, or CSV in which no cell is run as a formula. That it was taken is itself an entry.",
  answers: { 200: "file" },
  query: exportAuditInput,
  handle: async ({ ctx, query }) => {
    const day = new Date().toISOString().slice(0, 10);
    return file(textStream(await exportAudit(ctx, query)), `${ctx.tenant.slug}-audit-${day}.${query.format}`);
  },
});
