import { addMembership, changeMember, removeMembership } from "../../support/database";
import { type Answer, send } from "../../support/http";
import type { Own } from "../../support/makers";
import type { Person } from "../../support/people";
import { create, unique } from "../../support/people";
import { leaks } from "../../support/planted";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";
import { madeUpId } from "./attempts";
import { type PageClass, pages } from "./classified";

// A page is asked for in every way a browser does: as a document, and as the payload that its router fetches.
const ways: Record<string, Record<string, string>> = {
  "the document": {},
  "the router's payload": { rsc: "1" },
  "the router's prefetch": { rsc: "1", "next-router-prefetch": "1" },
  "a segment's prefetch": {
    rsc: "1",
    "next-router-prefetch": "1",
    "next-router-segment-prefetch": "/_tree",
  },
};

const tenantPages = Object.entries(pages).flatMap(([path, page]) =>
  page.kind === "tenant" ? [{ path, page }] : [],
);

for (const { path, page } of tenantPages) {
  test.describe(path, () => {
    test("shows a member what is there, and nobody else anything of it", async ({
      server,
      planted,
      stranger,
    }) => {
      const owner = planted.person;
      const address = addressOf(path, owner.tenant, page, planted.records);
      const sent = recordsIn(page, planted.records);
      const shown = await open(server, owner, address);
      expect(shown.status).toBe(200);
      expect(leaks(shown, planted.secrets)).toContain(page.shows);
      expect(shown.headers["cache-control"]).toContain("no-store");

      const nowhere = addressOf(path, "no_such_workspace", page, planted.records);
      for (const [way, headers] of Object.entries(ways)) {
        const foreign = await open(server, stranger.person, address, headers);
        expect.soft(leaks(foreign, planted.secrets, sent), way).toEqual([]);
        if (way === "the document") expect.soft(foreign.status, way).toBe(403);
        const unknown = await open(server, stranger.person, nowhere, headers);
        expect.soft(foreign.status, way).toBe(unknown.status);
        expect.soft(titleOf(foreign), way).toBe(titleOf(unknown));
      }
    });

    test("sends whoever is not logged in to log in, with nothing of the workspace", async ({
      server,
      planted,
    }) => {
      const { person } = planted;
      const address = addressOf(path, person.tenant, page, planted.records);
      const sent = recordsIn(page, planted.records);
      for (const [way, headers] of Object.entries(ways)) {
        for (const cookie of ["", `${person.cookie.slice(0, -4)}AAAA`]) {
          const answer = await send(server.url, "GET", address, { headers: { ...headers, cookie } });
          expect.soft(leaks(answer, planted.secrets, sent), way).toEqual([]);
          if (way !== "the document") continue;
          expect.soft(answer.status).toBe(307);
          expect.soft(answer.headers.location).toMatch(/^(http:\/\/localhost:\d+)?\/login(\?|$)/);
        }
      }
    });

    test("closes to a colleague who is deactivated or removed, at the next request", async ({
      server,
      planted,
      colleague,
    }) => {
      const { tenant } = colleague;
      const address = addressOf(path, tenant, page, planted.records);
      const sent = recordsIn(page, planted.records);
      const expectClosed = async () => {
        for (const headers of Object.values(ways)) {
          const answer = await open(server, colleague, address, headers);
          expect(leaks(answer, planted.secrets, sent)).toEqual([]);
        }
        expect((await open(server, colleague, address)).status).toBe(403);
      };
      await changeMember(server, tenant, colleague.adminId, "active", 0);
      await expectClosed();
      await changeMember(server, tenant, colleague.adminId, "active", 1);
      await removeMembership(server, tenant, colleague);
      await expectClosed();
      await addMembership(server, tenant, colleague);
      expect((await open(server, colleague, address)).status).toBe(200);
    });

    test("looks in a stranger's browser like a workspace that does not exist", async ({
      page: tab,
      planted,
      stranger,
      enter,
    }) => {
      await enter(stranger.person);
      const seen = async (tenant: string) => {
        await tab.goto(addressOf(path, tenant, page, planted.records));
        await expect(tab.getByRole("heading", { level: 1 })).toBeVisible();
        return { title: await tab.title(), text: await tab.getByRole("main").textContent() };
      };
      const foreign = await seen(planted.person.tenant);
      expect(await seen("no_such_workspace")).toEqual(foreign);
      expect((await seen(stranger.person.tenant)).text).not.toBe(foreign.text);
    });

    if (page.record !== undefined) {
      test("answers another workspace's id like one that nobody has, and like none at all", async ({
        server,
        planted,
        stranger,
      }) => {
        const me = stranger.person;
        const sent = recordsIn(page, planted.records);
        const foreign = sent[0] ?? "";
        for (const [way, headers] of Object.entries(ways)) {
          const answer = await open(server, me, addressWith(path, me.tenant, foreign), headers);
          expect.soft(leaks(answer, planted.secrets, sent), way).toEqual([]);
          if (way === "the document") expect.soft(answer.status).toBe(404);
          for (const id of [madeUpId, "x", "%00", "..%2F..%2Fetc%2Fpasswd", foreign.toUpperCase()]) {
            const other = await open(server, me, addressWith(path, me.tenant, id), headers);
            expect.soft(other.status, `${way} of ${id}`).toBe(answer.status);
            expect.soft(titleOf(other), `${way} of ${id}`).toBe(titleOf(answer));
            expect.soft(leaks(other, planted.secrets, sent), `${way} of ${id}`).toEqual([]);
          }
        }
        const own = await open(server, me, addressOf(path, me.tenant, page, stranger.records));
        expect(own.status).toBe(200);
      });

      test("hides a private project from a colleague, and shows it to its owner", async ({
        server,
        planted,
        colleague,
      }) => {
        const owner = planted.person;
        const secret = { name: unique("PrivateName"), title: unique("PrivateTask") };
        const project = await create(server, owner, "/api/v1/projects", { name: secret.name, private: true });
        const task = await create(server, owner, `/api/v1/projects/${project}/tasks`, {
          title: secret.title,
        });
        const address = addressOf(path, owner.tenant, page, { ...planted.records, project, task });
        const shown = await open(server, owner, address);
        expect(leaks(shown, secret)).toEqual(["name", "title"]);
        for (const headers of Object.values(ways)) {
          const hidden = await open(server, colleague, address, headers);
          expect(leaks(hidden, secret)).toEqual([]);
        }
        expect((await open(server, colleague, address)).status).toBe(404);
        for (const list of ["", "/projects", "/my-work"]) {
          const answer = await open(server, colleague, `/${owner.tenant}${list}`);
          expect(leaks(answer, secret)).toEqual([]);
        }
      });
    }
  });
}

for (const [path] of Object.entries(pages).filter(([, page]) => page.kind === "account")) {
  test(`${path} is for whoever is logged in, and shows nothing of other people's`, async ({
    server,
    planted,
    stranger,
  }) => {
    for (const [way, headers] of Object.entries(ways)) {
      const own = await open(server, stranger.person, path, headers);
      expect.soft(leaks(own, planted.secrets), way).toEqual([]);
      const nobody = await send(server.url, "GET", path, { headers });
      expect.soft(leaks(nobody, planted.secrets), way).toEqual([]);
      if (way === "the document") expect.soft(nobody.status).toBe(307);
    }
    expect([200, 307]).toContain((await open(server, stranger.person, path)).status);
  });
}

for (const [path] of Object.entries(pages).filter(([, page]) => page.kind === "open")) {
  test(`${path} shows nothing of anybody's workspace to others`, async ({ server, planted, stranger }) => {
    for (const headers of Object.values(ways)) {
      const nobody = await send(server.url, "GET", path, { headers });
      expect(leaks(nobody, planted.secrets)).toEqual([]);
      expect(leaks(await open(server, stranger.person, path, headers), planted.secrets)).toEqual([]);
    }
    expect((await send(server.url, "GET", path)).status).toBe(200);
  });
}

type TenantPage = Extract<PageClass, { kind: "tenant" }>;

function addressOf(path: string, tenant: string, page: TenantPage, records: Own): string {
  return addressWith(path, tenant, page.record ? (records[page.record] ?? "") : "");
}

function addressWith(path: string, tenant: string, id: string): string {
  return path.replace("[slug]", tenant).replace(/\[\w+\]/, id);
}

function recordsIn(page: TenantPage, records: Own): string[] {
  return page.record ? [records[page.record] ?? ""] : [];
}

function open(
  server: Server,
  person: Person,
  address: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return send(server.url, "GET", address, { headers: { ...headers, cookie: person.cookie } });
}

function titleOf(answer: Answer): string | undefined {
  return /<title>([^<]*)</.exec(answer.body)?.[1];
}
