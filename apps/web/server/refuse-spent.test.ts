import { IncomingMessage, type Server, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
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

it("a key's refusals go out one after the other, each key's beside the others', and none waits for ever", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const handle = refuseSpent(
    () => spent,
    async () => {},
  );
  const refuse = (key: string) => {
    const request = new IncomingMessage(new Socket());
    request.headers.authorization = `Bearer ${key}`;
    const response = new ServerResponse(request);
    void handle(request, response);
    return response;
  };
  const noisy = Array.from({ length: 100 }, () => refuse("pk_noisy"));
  const other = refuse("pk_other");
  const answered = () => noisy.filter(({ writableEnded }) => writableEnded).length;
  await vi.advanceTimersByTimeAsync(20);
  expect([answered(), other.writableEnded]).toEqual([1, true]);
  await vi.advanceTimersByTimeAsync(60);
  expect(answered()).toBe(4);
  await vi.advanceTimersByTimeAsync(920);
  expect(answered()).toBe(100);
  const after = refuse("pk_noisy");
  await vi.advanceTimersByTimeAsync(20);
  expect(after.writableEnded).toBe(true);
});
