import type { Server } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { trustedProxies } from "./client-address";
import { createHttpServer } from "./http-server";
import { listen } from "./listen";
import { refuseSpent } from "./refuse-spent";
import { drain } from "./stop";

const spent = { limit: 1000, remaining: 0, reset: 60 };
let server: Server;
let url: string;

beforeAll(async () => {
  const handle = refuseSpent(
    (key) => (key === "pk_noisy" ? spent : null),
    async (_, response) => void response.end("served"),
  );
  server = createHttpServer(trustedProxies([]), Promise.resolve(handle));
  url = `http://127.0.0.1:${await listen(server, 0)}`;
});
afterAll(() => drain(server, new Set(), 0));

const ask = (authorization?: string) => fetch(url, authorization ? { headers: { authorization } } : {});

it("a key that is over its limit is told so again, and nobody else is", async () => {
  const answer = await ask("Bearer pk_noisy");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "60"]);
  expect(answer.headers.get("ratelimit-limit")).toBe("1000");
  expect(await answer.json()).toMatchObject({ code: "rate_limited" });
  for (const other of ["Bearer pk_quiet", "Basic pk_noisy", undefined]) {
    expect(await (await ask(other)).text()).toBe("served");
  }
});
