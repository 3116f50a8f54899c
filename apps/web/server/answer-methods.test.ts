import type { Server } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answerMethods } from "./answer-methods";
import { trustedProxies } from "./client-address";
import { createHttpServer, type Handler } from "./http-server";
import { listen } from "./listen";
import { drain } from "./stop";

// As Next.js answers: an empty 405 for a method a route does not have, an empty 400 for one that nobody has.
const handle: Handler = async ({ method, url }, response) => {
  if (url === "/api/said") return void response.writeHead(405, { allow: "GET" }).end("as the route says");
  if (method === "OPTIONS") return void response.writeHead(204, { allow: "GET, POST" }).end();
  response.statusCode = method === "GET" ? 200 : method === "PURGE" ? 400 : 405;
  // Its compression writes the head before it ends an answer.
  if (method === "PUT") response.writeHead(response.statusCode);
  response.end(method === "GET" ? "here" : undefined);
};

let server: Server;
let url: string;
beforeAll(async () => {
  server = createHttpServer(trustedProxies([]), Promise.resolve(answerMethods(handle)));
  url = `http://127.0.0.1:${await listen(server, 0)}`;
});
afterAll(() => drain(server, new Set(), 0));

const ask = (path: string, method: string) => fetch(url + path, { method });

it.each(["PATCH", "PUT", "PURGE"])(
  "a %s that a route does not have is answered with the methods it has",
  async (method) => {
    const answer = await ask("/api/v1/projects", method);
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, POST"]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(await answer.json()).toMatchObject({
      status: 405,
      code: "method_not_allowed",
      requestId: answer.headers.get("x-request-id"),
    });
  },
);

it("what a route says itself stays, and so does what is no refusal or no API", async () => {
  expect(await (await ask("/api/said", "PATCH")).text()).toBe("as the route says");
  expect(await (await ask("/api/v1/projects", "GET")).text()).toBe("here");
  expect(await (await ask("/page", "PATCH")).text()).toBe("");
  expect((await ask("/api/v1/projects", "OPTIONS")).status).toBe(204);
});
