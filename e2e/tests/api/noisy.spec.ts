import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { callByKey, type Key, makeKey } from "../../support/keys";
import { signUp } from "../../support/people";
import { root, type Server, startServer } from "../../support/server";
import { expect, test } from "../../support/test";

const full = process.env.ACRE_TEST_FULL === "1";
const rounds = 8;
const requestsARound = 120;
const connections = 16;
const noise = join(root, "e2e/support/noise.mjs");

/** Milliseconds that such a share of these is faster than. */
function quantile(times: number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
}

function words(times: number[]): string {
  return `p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`;
}

async function makeKeys(server: Server, count: number): Promise<Key[]> {
  const keys: Key[] = [];
  for (let i = 0; i < count; i += 1)
    keys.push(await makeKey(server, await signUp(server), ["projects:read"]));
  return keys;
}

/** Makes noise with a key while `work` is done; answers how often the noisy one was answered, by status. */
async function beside(
  server: Server,
  { key }: Key,
  work: () => Promise<void>,
): Promise<Record<string, number>> {
  const child = spawn(process.execPath, [noise, `${server.url}/api/v1/projects`, key, String(connections)]);
  let told = "";
  child.stdout.on("data", (chunk) => {
    told += String(chunk);
  });
  await work();
  child.kill("SIGTERM");
  await once(child, "close");
  return JSON.parse(told);
}

// In turns on one server, so that whatever else the machine does meets all of them alike.
const measured = full ? test : () => {};
measured(
  "a noisy workspace at its limit leaves another one's p99 at twice what it is in silence, or less; one within its limit, little more",
  async () => {
    test.setTimeout(900_000);
    const server = await startServer({ ACRE_LIMITS: "on" });
    try {
      // Each workspace has a thousand requests an hour: the quiet one's work is spread over several, and who is to be noisy
      // within its limit is another one in each round.
      const quiet = await makeKeys(server, 6);
      const within = await makeKeys(server, rounds);
      const [spent] = await makeKeys(server, 1);
      if (spent === undefined) throw new Error("There is nobody to be noisy.");
      const measureInto = (times: number[]) => async () => {
        for (let i = 0; i < requestsARound; i += 1) {
          const { key = "" } = quiet[i % quiet.length] ?? {};
          const began = performance.now();
          const { status } = await callByKey(server, key, "GET", "/api/v1/projects");
          times.push(performance.now() - began);
          expect(status).toBe(200);
        }
      };
      await measureInto([])();
      for (let i = 0; i < 1001; i += 1) await callByKey(server, spent.key, "GET", "/api/v1/projects");

      const silent: number[] = [];
      const besideSpent: number[] = [];
      const besideBusy: number[] = [];
      const heard = { refused: 0, served: 0 };
      for (const noisy of within) {
        await measureInto(silent)();
        heard.refused += (await beside(server, spent, measureInto(besideSpent)))["429"] ?? 0;
        await measureInto(silent)();
        const statuses = await beside(server, noisy, measureInto(besideBusy));
        expect(Object.keys(statuses)).toEqual(["200"]);
        heard.served += statuses["200"] ?? 0;
      }
      const [baseline, atLimit, withinLimit] = [silent, besideSpent, besideBusy].map((times) =>
        quantile(times, 0.99),
      );
      const times = (p99: number | undefined) => (p99 ?? Number.NaN) / (baseline ?? Number.NaN);
      console.log(
        [
          `in silence: ${words(silent)}`,
          `beside ${heard.refused} refused requests: ${words(besideSpent)}, ${times(atLimit).toFixed(2)} times`,
          `beside ${heard.served} served requests: ${words(besideBusy)}, ${times(withinLimit).toFixed(2)} times`,
        ].join("\n"),
      );
      expect(heard.refused).toBeGreaterThan(100);
      expect(heard.served).toBeGreaterThan(200);
      expect(times(atLimit)).toBeLessThanOrEqual(2);
      // A request that is served computes on the same event loop, and one may have begun just before: twice, and what else
      // the server has to do for those that wait.
      expect(times(withinLimit)).toBeLessThanOrEqual(2.5);
    } finally {
      await server.stop();
    }
  },
);
