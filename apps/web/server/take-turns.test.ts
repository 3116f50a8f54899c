import { type ClientRequest, get, type Server } from "node:http";
import { AppError } from "@acre/core";
import type { Limits } from "@acre/core/platform";
import { afterEach, expect, it } from "vitest";
import { trustedProxies } from "./client-address";
import { createHttpServer } from "./http-server";
import { listen } from "./listen";
import { currentFacts, withFacts } from "./observability/request-facts";
import { drain } from "./stop";
import { takeTurns } from "./take-turns";

let server: Server;
afterEach(() => drain(server, new Set(), 0));

/** Serves with these turns; the handler finds each request to be for the workspace that its X-Tenant names. */
async function serve(take: Limits["turns"]["take"]) {
  const served: string[] = [];
  const handle = takeTurns({ take }, async ({ url = "", headers }, response) => {
    served.push(url);
    const tenant = headers["x-tenant"];
    if (tenant !== undefined) Object.assign(currentFacts(), { tenant: `id of ${tenant}` });
    response.end("served");
  });
  server = createHttpServer(
    trustedProxies([]),
    Promise.resolve((request, response) => withFacts({}, () => handle(request, response))),
  );
  return { url: `http://127.0.0.1:${await listen(server, 0)}`, served };
}

it("whoever was let into a workspace waits with it from then on, and everybody else with their address", async () => {
  const lanes: string[] = [];
  const { url } = await serve(async (lane) => {
    lanes.push(lane);
    return () => {};
  });
  const cookie = "other=1; next-auth.session-token=abc";
  const asked: [string, Record<string, string>][] = [
    ["/api/v1/projects", {}],
    ["/api/v1/projects", { authorization: "Bearer pk", "x-tenant": "acme" }],
    ["/api/v1/tasks", { authorization: "Bearer pk", "x-tenant": "acme" }],
    ["/api/v1/tasks", { authorization: "Bearer made up", "x-tenant": "acme" }],
    ["/acme", { cookie, "x-tenant": "acme" }],
    ["/other", { cookie, "x-tenant": "other" }],
    ["/other", { cookie, "x-tenant": "other" }],
    ["/_next/static/a.js", {}],
    ["/api/health", {}],
  ];
  for (const [path, headers] of asked) {
    const answer = await fetch(url + path, { headers: { ...headers, connection: "close" } });
    expect(await answer.text()).toBe("served");
  }
  const address = "address 127.0.0.1";
  expect(lanes).toEqual([address, address, "id of acme", address, address, address, "id of other"]);
});

it("a turn is given back at the end of the answer, and when its asker has left", async () => {
  const waiting: (() => void)[] = [];
  let held = 0;
  const { url, served } = await serve(async () => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    held += 1;
    return () => {
      held -= 1;
    };
  });
  const gone: ClientRequest = get(`${url}/gone`).on("error", () => {});
  await expect.poll(() => waiting.length).toBe(1);
  gone.destroy();
  const stays = fetch(`${url}/stays`);
  await expect.poll(() => waiting.length).toBe(2);
  await expect.poll(() => connections()).toBe(1);
  for (const go of waiting) go();
  expect(await (await stays).text()).toBe("served");
  await expect.poll(() => held).toBe(0);
  expect(served).toEqual(["/stays"]);
});

it("who has waited too long is told to come back", async () => {
  const { url, served } = await serve(async () => {
    throw new AppError("rate_limited", "Too many.", { retryAfterSeconds: 1 });
  });
  const answer = await fetch(`${url}/api/v1/projects`);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "1"]);
  expect(await answer.json()).toMatchObject({ code: "rate_limited" });
  expect(served).toEqual([]);
});

const connections = () =>
  new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
