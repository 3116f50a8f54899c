import { addMember, changeMember, readContent } from "../../support/database";
import type { Answer } from "../../support/http";
import { call, type Person } from "../../support/people";
import { leaks } from "../../support/planted";
import { expect, test } from "../../support/test";
import { expectAlike, expectRefusal, routesOf, writes } from "./attempts";

// What an owner alone may do, and next to it the same call from everybody else.
for (const { name, method, path, route } of routesOf("owner")) {
  test(`${name} is open to an owner, and to nobody else`, async ({ server, planted, newcomer }) => {
    const owner = await newcomer();
    const { tenant } = owner;
    const body = route.confirm && { confirm: tenant };
    const attempt = (person: Person | null, options: object = {}): Promise<Answer> =>
      call(server, person, method, path, { tenant, ...(body && { body }), ...options });

    const colleague = await newcomer();
    const userId = await addMember(server, tenant, colleague, "admin");
    const before = await readContent(server, tenant);

    const foreign = await attempt(await newcomer());
    expectRefusal(foreign, 403, planted);
    expectAlike(foreign, await attempt(owner, { tenant: "no_such_workspace" }));
    for (const role of ["admin", "member", "guest", "emperor"]) {
      await changeMember(server, tenant, userId, "role", role);
      expectRefusal(await attempt(colleague), 403, planted);
    }
    await changeMember(server, tenant, userId, "role", "admin");
    expectRefusal(await attempt(null), 401, planted);
    expectRefusal(await attempt({ ...owner, cookie: `${owner.cookie.slice(0, -4)}AAAA` }), 401, planted);
    expectRefusal(await attempt(owner, { tenant: null }), 400, planted);
    if (writes(method)) {
      for (const origin of ["https://evil.example", "null"]) {
        expectRefusal(await attempt(owner, { headers: { origin } }), 403, planted);
      }
    }
    expect(await readContent(server, tenant)).toEqual(before);

    await changeMember(server, tenant, userId, "role", "owner");
    for (const person of [colleague, owner]) {
      const answer = await attempt(person, { headers: { origin: server.url } });
      expect(answer.status).toBe(200);
      expect(leaks(answer, planted.secrets)).toEqual([]);
      expect(answer.headers["cache-control"]).toBe("private, no-store");
    }
  });
}
