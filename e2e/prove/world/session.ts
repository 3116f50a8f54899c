import {
  accountId,
  addMember,
  changeCatalogRow,
  changeMember,
  removeMembership,
} from "../../support/database";
import { makeOperator } from "../../support/operator";
import { type Person, signUp, unique } from "../../support/people";
import type { Server } from "../../support/server";
import { forgeSession, sessionSecret } from "../../support/session-token";
import type { Caller } from "./caller";

const minute = 60;

/** Callers with a session, or what looks like one, none of whom the attacked workspace may let in. */
export async function sessionCallers(server: Server, victim: Person, stranger: Person): Promise<Caller[]> {
  const outsider = async (name: string, change: (person: Person, userId: string) => Promise<void>) => {
    const { person, userId } = await newMember(server, victim.tenant, "admin");
    await change(person, userId);
    return { name, headers: cookie(person.cookie), by: "session" as const, home: null, refused: 403 };
  };
  const account = { accountId: await accountId(server, victim), version: 1 };
  const now = Math.floor(Date.now() / 1000);
  const secret = sessionSecret(server);
  const expired = forgeSession(secret, { ...account, iat: now - 60 * minute, exp: now - 30 * minute });
  const elsewhere = forgeSession("another installation's secret", {
    ...account,
    iat: now,
    exp: now + 30 * minute,
  });
  return [
    { name: "nobody", headers: {}, by: "nobody", home: null, refused: 401 },
    refusedSession("a forged session", `${victim.cookie.slice(0, -4)}AAAA`),
    refusedSession("an expired session", expired),
    refusedSession("another installation's session", elsewhere),
    refusedSession("an ended session", await endedSession(server, victim.tenant)),
    {
      name: "another workspace's owner",
      headers: cookie(stranger.cookie),
      by: "session",
      home: stranger.tenant,
      refused: 403,
    },
    await outsider("a removed member", async (person, userId) => {
      await changeMember(server, victim.tenant, userId, "active", 0);
      await removeMembership(server, victim.tenant, person);
    }),
    await outsider("a deactivated member", (_, userId) =>
      changeMember(server, victim.tenant, userId, "active", 0),
    ),
    await outsider("a member without membership", (person) =>
      removeMembership(server, victim.tenant, person),
    ),
    await outsider("a member of no known role", (_, userId) =>
      changeMember(server, victim.tenant, userId, "role", "emperor"),
    ),
    await operator(server),
  ];
}

/** Somebody new, made a member of a workspace as an accepted invitation does. */
export async function newMember(
  server: Server,
  slug: string,
  role: string,
  name?: string,
): Promise<{ person: Person; userId: string }> {
  const person = await signUp(
    server,
    name === undefined ? {} : { name, email: `${unique("qx-")}@example.com` },
  );
  return { person: { ...person, tenant: slug }, userId: await addMember(server, slug, person, role) };
}

/** A session's header. */
export function cookie(value: string): Record<string, string> {
  return { cookie: value };
}

async function endedSession(server: Server, slug: string): Promise<string> {
  const { person } = await newMember(server, slug, "admin");
  await changeCatalogRow(server, "accounts", await accountId(server, person), { session_version: 2 });
  return person.cookie;
}

async function operator(server: Server): Promise<Caller> {
  const person = await signUp(server);
  await makeOperator(server, person);
  return {
    name: "an operator",
    headers: cookie(person.cookie),
    by: "session",
    home: null,
    refused: 403,
  };
}

function refusedSession(name: string, value: string): Caller {
  return { name, headers: cookie(value), by: "session", home: null, refused: 401 };
}
