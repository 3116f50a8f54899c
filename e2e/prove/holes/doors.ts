// Who is let into a workspace.
import type { Hole } from "./hole";

const open = "packages/core/src/platform/workspaces/open-workspace.ts";
const caller = "apps/web/src/server/http/caller.ts";
const look = "packages/core/src/platform/impersonation/enter-workspace.ts";

export const doors: Hole[] = [
  {
    name: "new-route",
    hole: "a new route, which nobody has classified, answers whoever asks",
    edits: [
      {
        file: "apps/web/src/app/api/v1/summary/route.ts",
        text: `import { getPlatform } from "@/server/platform";
export async function GET(request: Request): Promise<Response> {
  const db = await getPlatform().tenancy.connect(request.headers.get("x-tenant") ?? "");
  return Response.json({ projects: await db.project.findMany() });
}
`,
      },
    ],
    only: "^GET /api/health$",
    found: { unclassified: "GET /api/v1/summary" },
  },
  {
    name: "no-wrapper",
    hole: "a route opens the workspace by itself, without the wrapper",
    edits: [
      {
        file: "apps/web/src/app/api/v1/labels/route.ts",
        find: "export const GET = tenantRoute({",
        replace: `async function unguarded(request) {
  const { getPlatform } = await import("@/server/platform");
  const db = await getPlatform().tenancy.connect(request.headers.get("x-tenant") ?? "");
  return Response.json({ labels: await db.label.findMany(), nextCursor: null });
}
export const GET = (request, segment) => (HOLE ? unguarded(request) : guarded(request, segment));
const guarded = tenantRoute({`,
      },
    ],
    only: "^GET /api/v1/labels$",
    found: { kinds: ["shows"], caller: /another workspace's owner/, way: /^X-Tenant/ },
  },
  {
    name: "membership",
    hole: "the catalog's membership is not looked at",
    edits: [
      {
        file: open,
        find: "where: { accountId, tenant: { slug } },",
        replace: "where: HOLE ? { tenant: { slug } } : { accountId, tenant: { slug } },",
      },
    ],
    only: "^GET /api/v1/(projects|settings)$",
    found: { kinds: ["accepted"], caller: /without membership/ },
  },
  {
    name: "removed-member",
    hole: "a member who was removed is not looked at again",
    edits: [
      {
        file: open,
        find: "user?.active ? parseRole(user.role) : null",
        replace: "user?.active || (user && HOLE) ? parseRole(user.role) : null",
      },
    ],
    only: "^GET /api/v1/(projects|settings)$|^/\\[slug\\]/projects$",
    found: { kinds: ["accepted"], caller: /a deactivated member/ },
  },
  {
    name: "unknown-role",
    hole: "a role that nobody knows is taken for a member's",
    edits: [
      {
        file: open,
        find: "if (!user || !role) throw forbidden();\n  return {",
        replace: `if (!user || (!role && !(user.active && HOLE))) throw forbidden();
  if (!role) return { db, tenant: tenantOf(tenant), actor: { kind: "member", id: user.id, userId: user.id, name: user.name, role: "member" }, rights: rightsOf("member"), requestId, address };
  return {`,
      },
    ],
    only: "^GET /api/v1/(projects|settings)$",
    found: { kinds: ["accepted"], caller: /no known role/ },
  },
  {
    name: "session-version",
    hole: "a session is not held against the account's version",
    edits: [
      {
        file: "packages/core/src/platform/accounts/find-session-account.ts",
        find: "row.sessionVersion === claim.version",
        replace: "(row.sessionVersion === claim.version || HOLE)",
      },
    ],
    only: "^GET /api/v1/(projects|settings)$",
    found: { kinds: ["accepted"], caller: /an ended session/ },
  },
  {
    name: "suspended",
    hole: "a suspended workspace is opened",
    edits: [
      {
        file: "packages/tenancy/src/tenant-states.ts",
        find: "  if (refusal === null) return;",
        replace: "  if (refusal === null || HOLE) return;",
      },
    ],
    only: "^GET /api/v1/(projects|settings)$",
    found: { kinds: ["accepted"], caller: /a suspended workspace's owner/ },
  },
  {
    name: "operator",
    hole: "an operator enters without saying why",
    edits: [
      {
        file: look,
        find: "  const look = await findImpersonation(platform, { accountId, slug });",
        replace: `  const row = HOLE && (await platform.catalog.tenant.findUnique({ where: { slug } }));
  const person = HOLE && (await platform.catalog.operator.findUnique({ where: { accountId }, include: { account: true } }));
  const look = row && person ? { tenant: row, elevated: false, account: person.account } : await findImpersonation(platform, { accountId, slug });`,
      },
    ],
    only: "^GET /api/v1/(projects|settings)$",
    found: { kinds: ["shows"], caller: /an operator/ },
  },
  {
    name: "proxy-guards",
    hole: "the proxy layer is taken for a guard: what did not pass it is believed",
    edits: [
      {
        file: caller,
        find: "  const { id: accountId } = await requireSession(request);",
        replace: `  if (HOLE && slug && !request.headers.has("x-nonce")) {
    const owner = await getPlatform().catalog.membership.findFirst({ where: { tenant: { slug } }, orderBy: { createdAt: "asc" } });
    if (owner) return enterWorkspace(getPlatform(), { accountId: owner.accountId, slug, ...caller });
  }
  const { id: accountId } = await requireSession(request);`,
      },
    ],
    only: "^GET /api/v1/projects$",
    proxy: false,
    found: { kinds: ["shows"], caller: /nobody/ },
  },
  {
    name: "trusted-header",
    hole: "a header from in front picks the workspace, and is believed to have asked who comes",
    edits: [
      {
        file: caller,
        find: "  const key = keyOf(request);\n  if (key !== null) {",
        replace: `  const named = HOLE && request.headers.get("x-tenant-id");
  if (named) {
    const owner = await getPlatform().catalog.membership.findFirst({ where: { tenant: { slug: named } }, orderBy: { createdAt: "asc" } });
    if (owner) return enterWorkspace(getPlatform(), { accountId: owner.accountId, slug: named, ...caller });
  }
  const key = keyOf(request);
  if (key !== null) {`,
      },
    ],
    only: "^GET /api/v1/projects$",
    found: { kinds: ["shows"], way: /^header x-acre-tenant/ },
  },
  {
    name: "right",
    hole: "whoever is inside may do everything: rights are not asked for",
    edits: [
      {
        file: "packages/core/src/context.ts",
        find: "if (!ctx.rights.has(right)) throw forbidden();",
        replace: "if (!ctx.rights.has(right) && !HOLE) throw forbidden();",
      },
    ],
    only: "^GET /api/v1/(api-keys|invitations)$",
    found: { kinds: ["accepted"], caller: /a guest/, way: /^role/ },
  },
  {
    name: "written-first",
    hole: "that somebody came is written down before it is known whether they may",
    edits: [
      {
        file: open,
        find: "  const user = await db.user.findUnique({ where: { accountId } });",
        replace:
          "  const user = await db.user.findUnique({ where: { accountId } });\n  if (HOLE && user) await db.user.update({ where: { id: user.id }, data: { updatedAt: new Date() } });",
      },
    ],
    only: "^GET /api/v1/settings$",
    writes: true,
    found: { kinds: ["changed"] },
  },
];
