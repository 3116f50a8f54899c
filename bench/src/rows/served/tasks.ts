import { isDeepStrictEqual } from "node:util";
import type { Comparison, Contender } from "../../comparison";
import type { Ground } from "../../ground";
import { buildApplications, startBare, startOurs } from "../../served/applications";
import { makeInstallation } from "../../served/installation";
import { type Burst, type Load, openLoad, type Target } from "../../served/load";

/** What has to be 60 % as fast as a route with nothing around it. */
const threeFifths = 1 / 0.6;

// Each key has 10,000 requests an hour and each workspace 20,000: enough for all rounds that anybody waits for.
const workspaces = 6;
const connections = 8;
// Long enough that the last few requests of a slice, for which there is nobody to be at once with, count for little.
const sliceMs = 1000;
// For the slowest of some requests there have to be some.
const mostForP95 = 100;
const sliceMsForP95 = 3000;

/**
 * The API's two commonest requests over HTTP with a key, limits and log on, against a bare Next.js application: the same
 * query by Prisma with the stock adapter on a plain file, no tenancy, nobody to be asked who they are.
 */
export async function servedTasks(ground: Ground): Promise<Comparison[]> {
  await buildApplications();
  const installation = await makeInstallation(ground.newFolder("served"), workspaces);
  const ours = await startOurs(installation.dataDir);
  ground.closing(ours.stop);
  const bare = await startBare(installation.plainFile);
  ground.closing(bare.stop);
  const load = openLoad();
  ground.closing(load.close);

  const mine = installation.workspaces.flatMap(({ projectId, keys }) =>
    keys.map((key) => ({
      url: `${ours.url}/api/v1/projects/${projectId}/tasks`,
      headers: { authorization: `Bearer ${key}` },
    })),
  );
  const [first] = installation.workspaces;
  const theirs = [{ url: `${bare.url}/api/projects/${first?.projectId}/tasks`, headers: {} }];
  await assertAlike(mine, theirs);
  const shared = { load, mine, theirs };
  return [
    ...comparisons({ ...shared, id: "served-list", work: "GET tasks, 20 rows", request: read }),
    ...comparisons({ ...shared, id: "served-create", work: "POST task", request: write }),
  ];
}

type Request = Pick<Burst, "method" | "body"> & { query: string };

const read: Request = { method: "GET", body: null, query: "?limit=20" };
const write: Request = { method: "POST", body: JSON.stringify({ title: "One more task" }), query: "" };

interface Parts {
  id: string;
  work: string;
  load: Load;
  mine: Target[];
  theirs: Target[];
  request: Request;
}

/** Requests in a second, as the time of one when eight are always under way; and what a twentieth of them is slower than. */
function comparisons({ id, work, load, mine, theirs, request }: Parts): Comparison[] {
  const sent = (targets: Target[], count: number) => {
    const { method, body, query } = request;
    const asked = targets.map(({ url, headers }) => ({ url: url + query, headers }));
    return load.send({ targets: asked, count, connections, method, body });
  };
  const perSecond = (name: string, targets: Target[]): Contender => ({
    name,
    run: async (count) => (await sent(targets, count)).ms,
  });
  const p95 = (name: string, targets: Target[]): Contender => ({
    name,
    run: async (count) => slowestTwentieth((await sent(targets, count)).times) * count,
    most: mostForP95,
  });
  const bareName = "bare Next route, plain file";
  return [
    {
      id,
      work: `${work}, over HTTP`,
      sliceMs,
      ours: perSecond("built app", mine),
      others: [{ ...perSecond(bareName, theirs), aim: threeFifths }],
    },
    {
      id: `${id}-p95`,
      work: `${work}, p95 of ${connections} at once`,
      sliceMs: sliceMsForP95,
      ours: p95("built app", mine),
      others: [{ ...p95(bareName, theirs), aim: threeFifths }],
    },
  ];
}

function slowestTwentieth(times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
}

/** @throws Error when the two do not give the same tasks */
async function assertAlike([mine]: Target[], [theirs]: Target[]): Promise<void> {
  const [ours, bare] = await Promise.all([tasksAt(mine), tasksAt(theirs)]);
  if (Array.isArray(ours) && ours.length === 20 && isDeepStrictEqual(ours, bare)) return;
  throw new Error("The contenders do not give the same 20 tasks.");
}

async function tasksAt(target: Target | undefined): Promise<unknown> {
  if (target === undefined) return null;
  const answer = await fetch(target.url + read.query, { headers: target.headers });
  const body: unknown = await answer.json();
  return typeof body === "object" && body !== null && "tasks" in body ? body.tasks : null;
}
