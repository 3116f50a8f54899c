import fc from "fast-check";
import { type BadRequest, badRequests } from "../../support/api-client/bad-requests";
import { readEverything } from "../../support/database";
import { type Answer, send } from "../../support/http";
import { plant } from "../../support/planted";
import type { Server } from "../../support/server";
import { expect, test } from "../../support/test";

const full = process.env.ACRE_TEST_FULL !== undefined;
const count = full ? 100_000 : 1_000;
const chunk = 1_000;
const atOnce = 8;
const seed = Number(process.env.ACRE_TEST_SEED ?? Math.trunc(Math.random() * 2 ** 31));

/** What a request that is refused may leave: that it was refused, how often, and when a process last looked about. */
const upkeep = new Set([
  "audit_log",
  "audit_head",
  "audit_anchors",
  "rate_limits",
  "job_runs",
  "tenant_statistics",
  "fleet_days",
  "webhook_queues",
]);

/** What no answer may hold: a place in our code, or the words of a database. */
const internals = /\n\s+at |node_modules|\.[cm]?[jt]sx?:\d|Prisma|SQLITE|PostgreSQL|syntax error|stack"/;

test(`${count} requests that the document does not allow are refused, and change nothing`, async ({
  server,
}) => {
  test.setTimeout(full ? 30 * 60_000 : 120_000);
  const { person, records } = await plant(server);
  const headers = { cookie: person.cookie, "x-tenant": person.tenant };
  const arbitrary = badRequests({ headers, ids: [...Object.values(records), person.adminId] });
  const before = await rowsOf(server);

  const tally = new Map<string, number>();
  for (let at = 0; at < count; at += chunk) {
    const requests = fc.sample(arbitrary, { numRuns: Math.min(chunk, count - at), seed: seed + at });
    const queue = requests.values();
    const work = async () => {
      for (const request of queue) {
        const answer = await sendBad(server, request);
        const fault = faultOf(request, answer);
        if (fault)
          throw new Error(`${fault}, seed ${seed + at}: ${show(request)}\n${answer.body.slice(0, 800)}`);
        const key = `${request.why} ${answer.status}`;
        tally.set(key, (tally.get(key) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  expect(await rowsOf(server), `seed ${seed}`).toEqual(before);
  expect(server.log(), `seed ${seed}`).not.toMatch(/Request \S+ failed/);
  const counts = [...tally].sort().map(([key, times]) => `${key}: ${times}`);
  test.info().annotations.push({ type: "seed", description: String(seed) });
  console.log(`${count} bad requests, seed ${seed}: ${counts.join(", ")}`);
  // Each kind of fault was met by the guard it is meant for.
  for (const met of ["body 422", "no JSON 400", "content type 415", "query 422", "id 404", "caller 401"]) {
    expect(tally.get(met) ?? 0, met).toBeGreaterThan(0);
  }
});

function sendBad(server: Server, { method, path, headers, body }: BadRequest): Promise<Answer> {
  return send(server.url, method, path, { headers, ...(body === undefined ? {} : { body }) });
}

/** What is wrong with an answer to a bad request, or null. */
function faultOf({ path }: BadRequest, { status, body, headers }: Answer): string | null {
  if (status >= 500) return `Answered ${status}`;
  if (internals.test(body)) return "Told of its inside";
  if (status === 200 && path.startsWith("/api/v1/tasks/bulk"))
    return operationsRefused(body) ? null : "Did something";
  // Node.js refuses a head that is too large before anybody of ours sees it.
  if (status === 431) return null;
  if (status < 400) return `Was let through with ${status}`;
  if (!String(headers["content-type"]).startsWith("application/problem+json"))
    return `Answered ${status} with no problem`;
  return null;
}

function operationsRefused(body: string): boolean {
  const { results }: { results: { status: number }[] } = JSON.parse(body);
  return results.every(({ status }) => status >= 400);
}

function show({ why, method, path, body }: BadRequest): string {
  return `${why}: ${method} ${path.slice(0, 300)} ${body?.slice(0, 300) ?? ""}`;
}

async function rowsOf(server: Server) {
  const everything = await readEverything(server);
  return Object.fromEntries(
    Object.entries(everything).map(([place, contents]) => [
      place,
      Object.fromEntries(Object.entries(contents).filter(([table]) => !upkeep.has(table))),
    ]),
  );
}
