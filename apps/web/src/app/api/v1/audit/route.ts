import { listAudit } from "@acre/core";
import { listAuditInput } from "@acre/core/inputs";
import { auditPageAnswer } from "@acre/core/outputs";
import { ok } from "@/server/http/answer";
import { tenantRoute } from "@/server/http/route";

export const GET = tenantRoute({
  right: "audit:read",
  summary: "List the audit log",
  description:
    "Newest first: who did what, and every access that was refused. Without what happened in private projects that you do not see.",
  answers: { 200: auditPageAnswer },
  query: listAuditInput,
  handle: async ({ ctx, query }) => ok(await listAudit(ctx, query)),
});
