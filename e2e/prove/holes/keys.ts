// What a key opens.
import type { Hole } from "./hole";

const file = "packages/core/src/platform/api-keys/open-workspace-by-key.ts";
const only = "^GET /api/v1/(projects|settings|labels)$";

export const keys: Hole[] = [
  {
    name: "revoked-key",
    hole: "a revoked key goes on working",
    edits: [{ file, find: "const ended = revokedAt ?", replace: "const ended = revokedAt && !HOLE ?" }],
    only,
    found: { kinds: ["accepted"], caller: /a revoked key/ },
  },
  {
    name: "expired-key",
    hole: "a key's end is not looked at",
    edits: [
      {
        file,
        find: "expiresAt && expiresAt <= now",
        replace: "expiresAt && !HOLE && expiresAt <= now",
      },
    ],
    only,
    found: { kinds: ["accepted"], caller: /an expired key/ },
  },
  {
    name: "key-elsewhere",
    hole: "a key opens the workspace that X-Tenant names, whosever it is",
    edits: [
      {
        file,
        find: "    return found;",
        replace:
          "    const named = HOLE && slug !== null && (await catalog.tenant.findUnique({ where: { slug } }));\n    return named ? { ...found, tenant: named } : found;",
      },
      {
        file,
        find: "  const maker = await db.user.findUnique({ where: { id: row.createdById } });",
        replace:
          '  const maker = HOLE ? await db.user.findFirst({ where: { role: "owner" } }) : await db.user.findUnique({ where: { id: row.createdById } });',
      },
    ],
    only,
    found: { kinds: ["shows"], caller: /another workspace's key/, way: /^X-Tenant/ },
  },
  {
    name: "key-of-one-who-left",
    hole: "a key outlives the membership of who made it",
    edits: [{ file, find: "maker?.active ?", replace: "maker?.active || (maker && HOLE) ?" }],
    only,
    found: { kinds: ["accepted"], caller: /a member who left/ },
  },
  {
    name: "scope",
    hole: "a key may do whatever its maker may, whatever its scopes say",
    edits: [
      {
        file,
        find: "rights: new Set(readScopes(row.scopes).filter((scope) => rights.has(scope))),",
        replace:
          "rights: HOLE ? rights : new Set(readScopes(row.scopes).filter((scope) => rights.has(scope))),",
      },
    ],
    only,
    found: { kinds: ["accepted"], caller: /a key without/, way: /^scope/ },
  },
];
