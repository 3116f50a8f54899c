import { expect, test } from "vitest";
import { serve } from "../../test/serve";
import { ApiError, api, apiVoid, messageOf } from "./api";

test("a write names the workspace and sends JSON", async () => {
  let seen: unknown;
  await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const { "x-tenant": tenant, "content-type": type } = request.headers;
      seen = { method: request.method, url: request.url, tenant, type, body };
      response.writeHead(201, { "content-type": "application/json" }).end('{"id":"1"}');
    });
  });

  const made = await api<{ id: string }>("/projects", {
    method: "POST",
    workspace: "acme",
    body: { name: "A" },
  });

  expect(made).toEqual({ id: "1" });
  expect(seen).toEqual({
    method: "POST",
    url: "/api/v1/projects",
    tenant: "acme",
    type: "application/json",
    body: '{"name":"A"}',
  });
});

test("an answer without a body is nothing", async () => {
  await serve((_, response) => response.writeHead(204).end());
  expect(await apiVoid("/tasks/1", { method: "DELETE", workspace: "acme" })).toBeUndefined();
});

test("problem details become an error that knows its fields", async () => {
  await serve((_, response) =>
    response.writeHead(422, { "content-type": "application/problem+json" }).end(
      JSON.stringify({
        title: "Invalid input",
        status: 422,
        code: "invalid_input",
        errors: [{ field: "email", message: "Write the whole address." }],
        requestId: "r1",
      }),
    ),
  );

  const error = await api("/onboarding", { method: "POST", body: {} }).catch((caught: unknown) => caught);

  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 422,
    code: "invalid_input",
    message: "Invalid input",
    requestId: "r1",
  });
  expect((error as ApiError).field("email")).toBe("Write the whole address.");
  expect((error as ApiError).field("name")).toBeUndefined();
});

test("an error without problem details still says what to do", async () => {
  await serve((_, response) => response.writeHead(429, { "retry-after": "30" }).end("slow down"));
  const error = await api("/account").catch((caught: unknown) => caught);
  expect(messageOf(error)).toBe("Too many attempts. Wait 30 seconds and try again.");
});

test("a server that is away is an ApiError too", async () => {
  const stop = await serve(() => undefined);
  await stop();
  const error = await api("/projects", { workspace: "acme" }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ status: 0, code: "offline" });
});
