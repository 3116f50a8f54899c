import { readEverything } from "../../support/database";
import { type Answer, pick, send } from "../../support/http";
import { call, unique } from "../../support/people";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";

// What is wrong with an input is answered with the contract's status and the field's name, and changes nothing.

const good = () => ({
  companyName: unique("Company "),
  name: "Ada",
  email: `${unique()}@example.com`,
  password: `correct horse ${unique()}`,
});

test.describe("sign-up", () => {
  const wrong: [what: string, change: object, field: string][] = [
    ["no company", { companyName: "" }, "companyName"],
    ["a company of spaces", { companyName: "   " }, "companyName"],
    ["a company of invisible characters", { companyName: "\u200b\u200e" }, "companyName"],
    ["a company of 10,000 characters", { companyName: "x".repeat(10_000) }, "companyName"],
    ["a control character in the company", { companyName: "AC\u0000ME" }, "companyName"],
    ["a line break in the name", { name: "Ada\r\nBcc: everybody@example.com" }, "name"],
    ["an escape sequence in the name", { name: "\u001b[31mAda" }, "name"],
    ["half a surrogate pair in the name", { name: "Ada \ud800" }, "name"],
    ["a name that is a number", { name: 7 }, "name"],
    ["a name that is nothing", { name: null }, "name"],
    ["no address", { email: "" }, "email"],
    ["an address without a domain", { email: "ada@" }, "email"],
    ["an address of 10,000 characters", { email: `${"a".repeat(10_000)}@example.com` }, "email"],
    ["two addresses", { email: "ada@example.com, eve@example.com" }, "email"],
    ["an address that is a list", { email: ["ada@example.com"] }, "email"],
    ["an address that is an object", { email: { contains: "@" } }, "email"],
    ["no password", { password: "" }, "password"],
    ["a short password", { password: "eleven char" }, "password"],
    ["a password of one character", { password: "a".repeat(20) }, "password"],
    ["a common password", { password: "password1234" }, "password"],
    ["a password of 10,000 characters", { password: "correct horse ".repeat(715) }, "password"],
    ["an unknown field", { role: "owner" }, "role"],
    ["a field of the prototype", { constructor: { prototype: {} } }, "constructor"],
  ];
  for (const [what, change, field] of wrong) {
    test(`with ${what} is refused and names ${field}`, async ({ server }) => {
      const body = { ...good(), ...change };
      await expectNothing(server, async () => {
        const answer = await call(server, null, "POST", "/api/v1/onboarding", { body });
        expectProblem(answer, 422, "invalid_input");
        expect(pick(answer, "errors.0.field")).toBe(field);
        expect(pick(answer, "errors.0.message")).toMatch(/^[A-Z].*\.$/);
      });
    });
  }

  test("with the address as the password is refused", async ({ server }) => {
    const { email } = good();
    await expectNothing(server, async () => {
      const body = { ...good(), email, password: email };
      const answer = await call(server, null, "POST", "/api/v1/onboarding", { body });
      expectProblem(answer, 422, "invalid_input");
      expect(pick(answer, "errors.0.field")).toBe("password");
    });
  });

  test("names every field that is wrong", async ({ server }) => {
    const answer = await call(server, null, "POST", "/api/v1/onboarding", { body: {} });
    expectProblem(answer, 422, "invalid_input");
    expect(["companyName", "name", "email", "password"]).toEqual(
      [0, 1, 2, 3].map((index) => pick(answer, `errors.${index}.field`)),
    );
  });

  test("with an address that has an account is a conflict, however it is written", async ({
    server,
    newcomer,
  }) => {
    const { email } = await newcomer();
    await expectNothing(server, async () => {
      for (const address of [email, email.toUpperCase(), ` ${email} `]) {
        const body = { ...good(), email: address };
        const answer = await call(server, null, "POST", "/api/v1/onboarding", { body });
        expectProblem(answer, 409, "email_taken");
        expect(pick(answer, "errors.0.field")).toBe("email");
      }
    });
  });

  test("that is right is taken", async ({ server }) => {
    const answer = await call(server, null, "POST", "/api/v1/onboarding", { body: good() });
    expect(answer.status).toBe(201);
  });
});

test.describe("tasks and projects", () => {
  const longText = "x".repeat(60_000);
  const wrong: [path: string, body: unknown, field: string][] = [
    ["/projects", {}, "name"],
    ["/projects", { name: "" }, "name"],
    ["/projects", { name: "x".repeat(10_000) }, "name"],
    ["/projects", { name: "a\u0007b" }, "name"],
    ["/projects", { name: "a", description: "a\u0000b" }, "description"],
    ["/projects", { name: "a", key: "1A" }, "key"],
    ["/projects", { name: "a", key: "TOOLONG" }, "key"],
    ["/projects", { name: "a", private: "yes" }, "private"],
    ["/projects", { name: "a", color: "red; background: url(//evil.example)" }, "color"],
    ["/projects", { name: "a", status: "archived" }, "status"],
    ["/projects/[project]/tasks", { title: " " }, "title"],
    ["/projects/[project]/tasks", { title: 5 }, "title"],
    ["/projects/[project]/tasks", { title: "x".repeat(10_000) }, "title"],
    ["/projects/[project]/tasks", { title: "a", description: longText }, "description"],
    ["/projects/[project]/tasks", { title: "a", status: "done" }, "status"],
    ["/projects/[project]/tasks", { title: "a", priority: 1 }, "priority"],
    ["/projects/[project]/tasks", { title: "a", dueDate: "2026-02-30" }, "dueDate"],
    ["/projects/[project]/tasks", { title: "a", dueDate: "tomorrow" }, "dueDate"],
    ["/projects/[project]/tasks", { title: "a", assigneeId: "me" }, "assigneeId"],
    ["/projects/[project]/tasks", { title: "a", labelIds: "all" }, "labelIds"],
    ["/tasks/[task]/comments", { body: "" }, "body"],
    ["/tasks/[task]/comments", { body: { html: "<b>" } }, "body"],
    ["/labels", { name: "" }, "name"],
    ["/labels", { name: "a", color: "#fff" }, "color"],
  ];
  for (const [path, body, field] of wrong) {
    test(`POST ${path} of ${JSON.stringify(body).slice(0, 70)} names ${field}`, async ({
      server,
      planted,
    }) => {
      const { person, records } = planted;
      const address = `/api/v1${path}`.replace("[project]", records.project).replace("[task]", records.task);
      await expectNothing(server, async () => {
        const answer = await call(server, person, "POST", address, { body });
        expectProblem(answer, 422, "invalid_input");
        expect(pick(answer, "errors.0.field")).toBe(field);
      });
    });
  }

  test("a label's name and a project's key are given out once", async ({ server, planted }) => {
    const { person, secrets } = planted;
    for (const [path, body, code, field] of [
      ["/api/v1/labels", { name: secrets.label }, "name_taken", "name"],
      ["/api/v1/projects", { name: "Other", key: secrets.projectKey }, "key_taken", "key"],
    ] as const) {
      await expectNothing(server, async () => {
        const answer = await call(server, person, "POST", path, { body });
        expectProblem(answer, 409, code);
        expect(pick(answer, "errors.0.field")).toBe(field);
      });
    }
  });

  test("a list refuses filters it does not know", async ({ server, planted }) => {
    const { person, records } = planted;
    const tasks = `/api/v1/projects/${records.project}/tasks`;
    for (const [path, field] of [
      [`${tasks}?status=done`, "status"],
      [`${tasks}?limit=0`, "limit"],
      [`${tasks}?limit=1e9`, "limit"],
      [`${tasks}?limit=all`, "limit"],
      [`${tasks}?cursor=%22`, "cursor"],
      [`${tasks}?cursor=${Buffer.from('[{"not":1},2]').toString("base64url")}`, "cursor"],
      [`${tasks}?sort=title;DROP`, "sort"],
      [`${tasks}?include=everything`, "include"],
      ["/api/v1/projects?owner=everybody", "owner"],
    ] as const) {
      const answer = await call(server, person, "GET", path);
      expectProblem(answer, 422, "invalid_input");
      expect.soft(pick(answer, "errors.0.field"), path).toBe(field);
    }
    expect((await call(server, person, "GET", `${tasks}?status=todo&limit=5`)).status).toBe(200);
  });
});

test.describe("a request", () => {
  const raw: [
    what: string,
    type: string | null,
    body: string | Buffer | Buffer[],
    status: number,
    code: string,
  ][] = [
    ["of nothing", "application/json", "", 400, "malformed_request"],
    ["of half a document", "application/json", '{"name":', 400, "malformed_request"],
    ["of two documents", "application/json", "{}{}", 400, "malformed_request"],
    ["of JavaScript", "application/json", "{name:'x'}", 400, "malformed_request"],
    ["in no UTF-8", "application/json", Buffer.from([0x22, 0xc3, 0x28, 0x22]), 400, "malformed_request"],
    ["that is a list", "application/json", "[]", 422, "invalid_input"],
    ["that is null", "application/json", "null", 422, "invalid_input"],
    ["that is a text", "application/json", '"x"', 422, "invalid_input"],
    ["of a depth beyond reason", "application/json", `${"[".repeat(100_000)}`, 400, "malformed_request"],
    ["that is a form", "application/x-www-form-urlencoded", "name=x", 415, "unsupported_media_type"],
    ["that says text/plain", "text/plain", '{"name":"x"}', 415, "unsupported_media_type"],
    ["that says nothing", null, '{"name":"x"}', 415, "unsupported_media_type"],
    ["that is a file", "multipart/form-data; boundary=x", "--x--", 415, "unsupported_media_type"],
    ["of 10 MB", "application/json", Buffer.alloc(10 * 1024 * 1024, "x"), 413, "payload_too_large"],
    [
      "of 2 MB in pieces of undeclared length",
      "application/json",
      Array.from({ length: 32 }, () => Buffer.alloc(64 * 1024, "x")),
      413,
      "payload_too_large",
    ],
  ];
  for (const [what, type, body, status, code] of raw) {
    test(`${what} answers ${status}`, async ({ server, planted }) => {
      const { cookie, tenant } = planted.person;
      await expectNothing(server, async () => {
        for (const path of ["/api/v1/projects", "/api/v1/onboarding"]) {
          const headers = { cookie, "x-tenant": tenant, ...(type && { "content-type": type }) };
          expectProblem(await send(server.url, "POST", path, { headers, body }), status, code);
        }
      });
      const own = { name: unique("Right ") };
      expect((await call(server, planted.person, "POST", "/api/v1/projects", { body: own })).status).toBe(
        201,
      );
    });
  }

  test("of 1 MB less a bit is read, and refused for what it says", async ({ server, planted }) => {
    const body = { name: "x", description: "x".repeat(1_000_000) };
    const answer = await call(server, planted.person, "POST", "/api/v1/projects", { body });
    expectProblem(answer, 422, "invalid_input");
    expect(pick(answer, "errors.0.field")).toBe("description");
  });

  test("without a workspace is told so", async ({ server, planted }) => {
    for (const tenant of [null, ""]) {
      const answer = await call(server, planted.person, "GET", "/api/v1/projects", { tenant });
      expectProblem(answer, 400, "malformed_request");
      expect(pick(answer, "detail")).toContain("X-Tenant");
    }
  });

  test("to no route of ours is a problem document, whoever asks and however", async ({ server, planted }) => {
    for (const person of [planted.person, null]) {
      for (const path of ["/api/v1/nothing", "/api/v1/projects/x/y/z"]) {
        for (const method of ["GET", "POST", "DELETE"]) {
          const answer = await call(server, person, method, path);
          expect.soft(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 404`);
          expect.soft(answer.headers["content-type"], `${method} ${path}`).toBe("application/problem+json");
        }
      }
    }
  });

  test("with a method a route has not is told so", async ({ server, planted }) => {
    for (const [method, path] of [
      ["PUT", "/api/v1/projects"],
      ["DELETE", "/api/v1/projects"],
      ["PATCH", "/api/v1/onboarding"],
      ["GET", "/api/v1/onboarding"],
      ["POST", "/api/v1/my-tasks"],
      ["POST", "/api/health"],
    ] as const) {
      const answer = await call(server, planted.person, method, path);
      expect.soft(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 405`);
      expect.soft(answer.whole).not.toMatch(innards);
    }
  });

  test("with an address beyond reason is refused", async ({ server, planted }) => {
    const path = `/api/v1/projects?cursor=${"x".repeat(10_000)}`;
    expectProblem(await call(server, planted.person, "GET", path), 414, "uri_too_long");
  });

  test("with an address of odd escapes does not upset the server", async ({ server, planted }) => {
    for (const path of [
      "/%",
      "/%00",
      "/api/v1/projects/%E0%A4%A",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/..%5c..%5c",
      "//x",
    ]) {
      const answer = await call(server, planted.person, "GET", path);
      expect.soft(answer.status, path).toBeGreaterThanOrEqual(300);
      expect.soft(answer.status, path).toBeLessThan(500);
      expect.soft(answer.whole, path).not.toMatch(innards);
    }
    expect((await call(server, planted.person, "GET", "/api/health")).status).toBe(200);
  });
});

const innards = /node_modules|\.ts\b|\bat \S+ \(|\/work\/|\/tmp\/|prisma|sqlite|stack/i;

function expectProblem(answer: Answer, status: number, code: string): void {
  expect.soft(answer.status).toBe(status);
  expect.soft(answer.headers["content-type"]).toBe("application/problem+json");
  expect.soft(pick(answer, "code")).toBe(code);
  expect.soft(pick(answer, "status")).toBe(status);
  expect.soft(answer.body).not.toMatch(innards);
}

/** Runs something that must leave every database as it is. */
async function expectNothing(server: Server, work: () => Promise<void>): Promise<void> {
  const before = await readEverything(server);
  await work();
  expect(await readEverything(server)).toEqual(before);
}
