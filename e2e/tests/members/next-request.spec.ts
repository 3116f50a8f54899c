import { changeTenant } from "../../support/database";
import { json } from "../../support/http";
import { joinByApi } from "../../support/invitations";
import { call, logIn, type Person } from "../../support/people";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";

// Each way to end somebody's access, and next to it those whom it does not concern.

/** What a person gets for the projects of a workspace, and for a page of it. */
async function entry(server: Server, person: Pick<Person, "cookie">, tenant: string) {
  const api = await call(server, { ...person, tenant }, "GET", "/api/v1/projects");
  const page = await call(server, { ...person, tenant }, "GET", `/${tenant}`, { tenant: null });
  return [api.status, page.status];
}

async function memberId(server: Server, person: Person, tenant: string): Promise<string> {
  const answer = await call(server, { ...person, tenant }, "GET", "/api/v1/members");
  const list: unknown = json(answer);
  const members = typeof list === "object" && list !== null && "members" in list ? list.members : [];
  for (const one of Array.isArray(members) ? members : []) {
    if (one.email === person.email) return String(one.id);
  }
  throw new Error(`${person.email} is no member of ${tenant}`);
}

test("a removed member is out at the next request, there alone; the others stay in", async ({
  server,
  newcomer,
}) => {
  const [owner, gone, stays] = [await newcomer(), await newcomer(), await newcomer()];
  const { tenant } = owner;
  for (const person of [gone, stays]) await joinByApi(server, owner, person);
  expect(await entry(server, gone, tenant)).toEqual([200, 200]);

  const path = `/api/v1/members/${await memberId(server, gone, tenant)}`;
  expect((await call(server, { ...gone, tenant }, "DELETE", path)).status).toBe(403);
  expect((await call(server, owner, "DELETE", path)).status).toBe(204);
  expect(await entry(server, gone, tenant)).toEqual([403, 403]);
  expect(await entry(server, gone, gone.tenant)).toEqual([200, 200]);
  expect(await entry(server, stays, tenant)).toEqual([200, 200]);

  await joinByApi(server, owner, gone);
  expect(await entry(server, gone, tenant)).toEqual([200, 200]);
});

test("a changed password ends every session at the next request, and nobody else's", async ({
  server,
  newcomer,
}) => {
  const [person, other] = [await newcomer(), await newcomer()];
  const elsewhere = await logIn(server, person);
  const newPassword = "a wholly new password";
  const changed = await call(server, person, "POST", "/api/v1/account/password", {
    body: { currentPassword: person.password, newPassword },
  });
  expect(changed.status).toBe(204);
  expect((await entry(server, person, person.tenant))[0]).toBe(401);
  expect((await entry(server, { cookie: elsewhere }, person.tenant))[0]).toBe(401);
  expect(await entry(server, other, other.tenant)).toEqual([200, 200]);
  const cookie = await logIn(server, { ...person, password: newPassword });
  expect(await entry(server, { cookie }, person.tenant)).toEqual([200, 200]);
});

test("logging out everywhere ends every session at the next request, and nobody else's", async ({
  server,
  newcomer,
}) => {
  const [person, other] = [await newcomer(), await newcomer()];
  const elsewhere = await logIn(server, person);
  expect(await entry(server, { cookie: elsewhere }, person.tenant)).toEqual([200, 200]);
  expect((await call(server, person, "POST", "/api/v1/account/sessions/end")).status).toBe(204);
  expect((await entry(server, person, person.tenant))[0]).toBe(401);
  expect((await entry(server, { cookie: elsewhere }, person.tenant))[0]).toBe(401);
  expect(await entry(server, other, other.tenant)).toEqual([200, 200]);
  expect(await entry(server, { cookie: await logIn(server, person) }, person.tenant)).toEqual([200, 200]);
});

test("a suspended workspace is closed to its members at the next request, and to nobody else", async ({
  server,
  newcomer,
}) => {
  const [owner, member] = [await newcomer(), await newcomer()];
  const { tenant } = owner;
  await joinByApi(server, owner, member);
  const before = await changeTenant(server, tenant, { status: "suspended" });
  for (const person of [owner, member]) expect(await entry(server, person, tenant)).toEqual([423, 423]);
  expect(await entry(server, member, member.tenant)).toEqual([200, 200]);
  await changeTenant(server, tenant, before);
  for (const person of [owner, member]) expect(await entry(server, person, tenant)).toEqual([200, 200]);
});

test("one of 100 simultaneous acceptances of an invitation wins", async ({ server, newcomer }) => {
  const [owner, guest] = [await newcomer(), await newcomer()];
  const answer = await call(server, owner, "POST", "/api/v1/invitations", {
    body: { emails: [guest.email] },
  });
  const link = /"link":"([^"]+)"/.exec(answer.body)?.[1] ?? "";
  const token = link.split("/").at(-1);
  const answers = await Promise.all(
    Array.from({ length: 100 }, () =>
      call(server, guest, "POST", "/api/v1/invitations/accept", { tenant: null, body: { token } }),
    ),
  );
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses).toEqual([200, ...Array.from({ length: 99 }, () => 422)]);
  expect(await entry(server, guest, owner.tenant)).toEqual([200, 200]);
});
