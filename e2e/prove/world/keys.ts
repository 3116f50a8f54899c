import { changeCatalogRow, changeMember } from "../../support/database";
import { pickText } from "../../support/http";
import { call, type Person } from "../../support/people";
import type { Server } from "../../support/server";
import type { Caller, Insider } from "./caller";
import { newMember } from "./session";

/** A key as it was shown, once. */
export interface Key {
  id: string;
  headers: Record<string, string>;
}

/** Makes a key in somebody's workspace. */
export async function makeKey(
  server: Server,
  person: Person,
  name: string,
  scopes: readonly string[],
): Promise<Key> {
  const answer = await call(server, person, "POST", "/api/v1/api-keys", { body: { name, scopes } });
  if (answer.status !== 201) throw new Error(`A key was not made: ${answer.status} ${answer.body}`);
  return { id: pickText(answer, "id"), headers: bearer(pickText(answer, "key")) };
}

/** Callers with a key that opens nothing of the attacked workspace, or nothing any more. */
export async function keyCallers(
  server: Server,
  victim: Person,
  stranger: Person,
  scopes: readonly string[],
): Promise<Caller[]> {
  const revoked = await makeKey(server, victim, "revoked", scopes);
  const gone = await call(server, victim, "DELETE", `/api/v1/api-keys/${revoked.id}`);
  if (gone.status !== 204) throw new Error(`A key was not revoked: ${gone.status} ${gone.body}`);

  const expired = await makeKey(server, victim, "expired", scopes);
  const past = new Date(Date.now() - 60_000).toISOString();
  await changeCatalogRow(server, "api_keys", expired.id, { expires_at: past });

  const maker = await newMember(server, victim.tenant, "admin");
  const orphan = await makeKey(server, maker.person, "of one who left", scopes.filter(isForAdmins));
  await changeMember(server, victim.tenant, maker.userId, "active", 0);

  const foreign = await makeKey(server, stranger, "another workspace's", scopes);
  const made = `pk_${victim.tenant}_${"0".repeat(43)}`;
  return [
    refusedKey("a revoked key", revoked.headers),
    refusedKey("an expired key", expired.headers),
    refusedKey("the key of a member who left", orphan.headers),
    refusedKey("a made-up key", bearer(made)),
    {
      name: "another workspace's key",
      headers: foreign.headers,
      by: "key",
      home: stranger.tenant,
      refused: 403,
    },
  ];
}

/** Keys of the attacked workspace: one with every scope, and one for each scope that lacks it alone. */
export async function keyInsiders(
  server: Server,
  owner: Person,
  scopes: readonly string[],
): Promise<Insider[]> {
  const kinds = [
    { name: "a key with every scope", scopes },
    ...scopes.map((scope) => ({
      name: `a key without ${scope}`,
      scopes: scopes.filter((one) => one !== scope),
    })),
  ];
  const insiders: Insider[] = [];
  for (const kind of kinds) {
    const { headers } = await makeKey(server, owner, kind.name, kind.scopes);
    insiders.push({ name: kind.name, headers, by: "key", role: "owner", scopes: kind.scopes });
  }
  return insiders;
}

/** Scopes that only owners can give are left out of an admin's key. */
function isForAdmins(scope: string): boolean {
  return scope !== "export:read" && scope !== "workspace:delete";
}

function refusedKey(name: string, headers: Record<string, string>): Caller {
  return { name, headers, by: "key", home: null, refused: 401 };
}

function bearer(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}
