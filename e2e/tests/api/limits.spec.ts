import { type Answer, json, send } from "../../support/http";
import { callByKey, makeKey } from "../../support/keys";
import { call, logIn, signUp } from "../../support/people";
import { type Server, startServer } from "../../support/server";
import { expect, test } from "../../support/test";

// A server of its own, with the limits that the others are started without.
test.describe("with limits", () => {
  let limited: Server;
  test.beforeAll(async () => {
    limited = await startServer({ ACRE_LIMITS: "on" });
  });
  test.afterAll(() => limited.stop());

  function expectTooMany(answer: Answer): void {
    expect([answer.status, answer.headers["content-type"]]).toEqual([429, "application/problem+json"]);
    expect(json(answer)).toMatchObject({ code: "rate_limited" });
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    expect(answer.headers["ratelimit-remaining"]).toBe("0");
  }

  test("a workspace's programs have a thousand requests an hour, and its people are not held up by them", async () => {
    const [noisy, quiet] = [await signUp(limited), await signUp(limited)];
    const one = await makeKey(limited, noisy, ["projects:read"]);
    const two = await makeKey(limited, noisy, ["projects:read"]);
    const read = ({ key }: { key: string }) => callByKey(limited, key, "GET", "/api/v1/projects");
    const first = await read(one);
    expect([first.headers["ratelimit-limit"], first.headers["ratelimit-remaining"]]).toEqual(["1000", "999"]);
    expect(Number(first.headers["ratelimit-reset"])).toBeGreaterThan(3500);

    const codes: number[] = [];
    const work = async (n: number) => {
      for (let i = 0; i < n; i += 1) codes.push((await read(i % 2 ? one : two)).status);
    };
    await Promise.all(Array.from({ length: 8 }, () => work(125)));
    expect([codes.filter((code) => code === 200).length, new Set(codes)]).toEqual([999, new Set([200, 429])]);
    expectTooMany(await read(one));
    expectTooMany(await read(two));

    const other = await makeKey(limited, quiet, ["projects:read"]);
    expect((await read(other)).status).toBe(200);
    const inBrowser = await call(limited, noisy, "GET", "/api/v1/projects");
    expect([inBrowser.status, inBrowser.headers["ratelimit-limit"]]).toEqual([200, undefined]);
  });

  test("a password is guessed at twenty times, and then nobody of that name gets in for a while", async () => {
    const [target, other] = [await signUp(limited), await signUp(limited)];
    const guess = (email: string) => logIn(limited, { email, password: "not the password" }).catch(String);
    const before = await Promise.all(Array.from({ length: 19 }, () => guess(target.email)));
    expect(before.every((answer) => answer.includes("answered 401"))).toBe(true);
    // Who knows it is not held up by what was guessed before, and starts afresh.
    await logIn(limited, target);
    const again = await Promise.all(Array.from({ length: 20 }, () => guess(target.email)));
    expect(again.every((answer) => answer.includes("answered 401"))).toBe(true);
    expect(await guess(` ${target.email.toUpperCase()} `)).toContain("answered 429");
    await expect(logIn(limited, target)).rejects.toThrow("answered 429");
    await logIn(limited, other);
  });

  test("a mailbox is sent five links an hour, whoever asks", async () => {
    const ask = (email: string) =>
      send(limited.url, "POST", "/api/v1/password-resets", {
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email }),
      });
    const answers: number[] = [];
    for (let i = 0; i < 5; i += 1) answers.push((await ask("nobody@example.com")).status);
    expect(new Set(answers)).toEqual(new Set([202]));
    expectTooMany(await ask("Nobody@example.com"));
    expect((await ask("somebody@example.com")).status).toBe(202);
  });
});
