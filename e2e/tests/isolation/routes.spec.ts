import { addMembership, changeMember, readContent, removeMembership } from "../../support/database";
import type { Person } from "../../support/people";
import { leaks } from "../../support/planted";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";
import {
  attempt,
  expectAlike,
  expectRefusal,
  madeUpId,
  malformedIds,
  routesOf,
  spendable,
  writes,
} from "./attempts";

const expected: Record<string, number> = { GET: 200, POST: 201, PATCH: 200, DELETE: 204 };

// Each route of a workspace: what its member may, and next to it the same call from everybody who may not.
for (const call of routesOf("tenant")) {
  const { name, method, route } = call;
  const allowed = expected[method] ?? 0;

  test.describe(name, () => {
    test("is open to a member, and closed to another workspace's owner who names this one", async ({
      server,
      planted,
      stranger,
    }) => {
      const owner = planted.person;
      const own = await spendable(server, owner, route.record);
      const before = await readContent(server, owner.tenant);

      const foreign = await attempt(server, stranger.person, call, own, { tenant: owner.tenant });
      const unknown = await attempt(server, stranger.person, call, own, { tenant: "no_such_workspace" });
      expectRefusal(foreign, 403, planted, [own]);
      expectAlike(foreign, unknown);
      expect(await readContent(server, owner.tenant)).toEqual(before);

      expect((await attempt(server, owner, call, own)).status).toBe(allowed);
      if (writes(method)) expect(await readContent(server, owner.tenant)).not.toEqual(before);
    });

    test("is closed without a session, with a forged one, and without a workspace", async ({
      server,
      planted,
    }) => {
      const owner = planted.person;
      const own = await spendable(server, owner, route.record);
      const before = await readContent(server, owner.tenant);
      const headers = { cookie: `${owner.cookie.slice(0, -4)}AAAA` };

      const none = await attempt(server, null, call, own, { tenant: owner.tenant });
      expectRefusal(none, 401, planted, [own]);
      expectAlike(none, await attempt(server, null, call, own, { tenant: "no_such_workspace" }));
      expectAlike(none, await attempt(server, null, call, own, { tenant: owner.tenant, headers }));
      expectRefusal(await attempt(server, owner, call, own, { tenant: null }), 400, planted, [own]);
      expect(await readContent(server, owner.tenant)).toEqual(before);

      expect((await attempt(server, owner, call, own)).status).toBe(allowed);
    });

    test("is open to a colleague, and closed once inactive, of no known role, or no member", async ({
      server,
      planted,
      colleague,
    }) => {
      const { tenant } = colleague;
      // Nobody but its author changes a comment.
      const maker = route.record === "comment" ? colleague : planted.person;
      const own = await spendable(server, maker, route.record);
      const before = await contentOf(server, colleague);
      const expectClosed = async () =>
        expectRefusal(await attempt(server, colleague, call, own), 403, planted, [own]);

      await changeMember(server, tenant, colleague.adminId, "active", 0);
      await expectClosed();
      await changeMember(server, tenant, colleague.adminId, "active", 1);
      await changeMember(server, tenant, colleague.adminId, "role", "emperor");
      await expectClosed();
      await changeMember(server, tenant, colleague.adminId, "role", "admin");
      await removeMembership(server, tenant, colleague);
      await expectClosed();
      await addMembership(server, tenant, colleague);
      expect(await contentOf(server, colleague)).toEqual(before);

      expect((await attempt(server, colleague, call, own)).status).toBe(allowed);
    });

    if (route.record !== undefined) {
      test("answers another workspace's id like one that nobody has, and like none at all", async ({
        server,
        planted,
        stranger,
      }) => {
        const own = await spendable(server, planted.person, route.record);
        const before = await readContent(server, planted.person.tenant);

        const foreign = await attempt(server, stranger.person, call, own);
        expectRefusal(foreign, 404, planted, [own]);
        for (const id of [madeUpId, own.toUpperCase(), ...malformedIds]) {
          expectAlike(await attempt(server, stranger.person, call, id), foreign);
        }
        expect(await readContent(server, planted.person.tenant)).toEqual(before);

        const ofStranger = await spendable(server, stranger.person, route.record);
        expect((await attempt(server, stranger.person, call, ofStranger)).status).toBe(allowed);
      });
    }

    if (writes(method)) {
      test("refuses a page of another site, and takes its own", async ({ server, planted }) => {
        const owner = planted.person;
        const own = await spendable(server, owner, route.record);
        const before = await readContent(server, owner.tenant);
        for (const origin of foreignOrigins(server.url)) {
          const answer = await attempt(server, owner, call, own, { headers: { origin } });
          expectRefusal(answer, 403, planted, [own]);
        }
        expect(await readContent(server, owner.tenant)).toEqual(before);

        const headers = { origin: server.url };
        expect((await attempt(server, owner, call, own, { headers })).status).toBe(allowed);
      });
    } else {
      test("shows a stranger nothing of this workspace", async ({ server, planted, stranger }) => {
        const own = await spendable(server, stranger.person, route.record);
        const answer = await attempt(server, stranger.person, call, own);
        expect(answer.status).toBe(200);
        expect(leaks(answer, planted.secrets)).toEqual([]);
        expect(answer.headers["cache-control"]).toBe("private, no-store");
      });
    }
  });
}

// Everything but the members, whom the test itself changes, and what the server does of its own accord when one of them may
// no longer manage the workspace: it ends the webhooks that they had made, and says so in the log.
async function contentOf(server: Server, colleague: Person): Promise<object> {
  const { users: _, webhooks, audit_log, ...rest } = await readContent(server, colleague.tenant);
  return {
    ...rest,
    webhooks: webhooks?.filter((webhook) => webhook.created_by_id !== colleague.adminId),
    audit_log: audit_log?.filter((entry) => entry.actor_kind !== "system"),
  };
}

function foreignOrigins(url: string): string[] {
  const { port } = new URL(url);
  return [
    "https://evil.example",
    "null",
    `http://localhost.evil.example:${port}`,
    `http://localhost:${Number(port) === 65_535 ? 1024 : Number(port) + 1}`,
    `http://localhost:${port}@evil.example`,
    "",
  ];
}
