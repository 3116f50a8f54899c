import type { Server } from "node:http";
import { afterEach, expect, it } from "vitest";
import { trustedProxies } from "./client-address";
import { createHttpServer } from "./http-server";
import { listen } from "./listen";
import { secureApi } from "./secure-api";
import { drain } from "./stop";

let server: Server;
afterEach(() => drain(server, new Set(), 0));

async function serve(publicUrl: string): Promise<string> {
  const handle = secureApi(publicUrl, async (_, response) => void response.end("{}"));
  server = createHttpServer(trustedProxies([]), Promise.resolve(handle));
  return `http://127.0.0.1:${await listen(server, 0)}`;
}

it("what the API answers runs nothing, stands in no frame and is what it says", async () => {
  const url = await serve("http://localhost");
  const { headers } = await fetch(`${url}/api/v1/projects`);
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
  expect(headers.get("permissions-policy")).toContain("camera=()");
  expect(headers.has("strict-transport-security")).toBe(false);
  expect((await fetch(`${url}/login`)).headers.has("content-security-policy")).toBe(false);
});

it("it is asked for over https alone where people reach it so, and not because a stranger says so", async () => {
  const forwarded = { headers: { "x-forwarded-proto": "https" } };
  const plain = await serve("http://localhost");
  expect((await fetch(`${plain}/api/v1/projects`, forwarded)).headers.has("strict-transport-security")).toBe(
    false,
  );
  await drain(server, new Set(), 0);
  const secure = await serve("https://acre.example");
  expect((await fetch(`${secure}/api/v1/projects`)).headers.get("strict-transport-security")).toBe(
    "max-age=31536000",
  );
});
