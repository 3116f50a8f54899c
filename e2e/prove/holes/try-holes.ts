import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Server, startServer } from "../../support/server";
import type { Build } from "../build/read-build";
import type { Snapshot } from "../build/snapshot";
import type { Found as Finding, Part } from "../run/part";
import { proveOn } from "../run/prove-on";
import { type Targets, targetsOf } from "../run/targets";
import { makeWorld, type World } from "../world/world";
import type { Hole } from "./hole";
import { holes as everyHole } from "./index";

/** What became of a hole. */
export interface Tried {
  name: string;
  hole: string;
  found: boolean;
  /** What the proof said of it, or what it said instead. */
  said: string;
  attempts: number;
  seconds: number;
}

const timedSamples = 40;

/**
 * Runs the proof on a build with holes: first with all of them closed, where it may find nothing, and then with each of
 * them open, on the routes and pages it is at.
 */
export async function tryHoles(
  build: Build,
  [guarded, bare]: readonly [Snapshot, Snapshot],
  holes: readonly Hole[],
  say: (line: string) => void,
): Promise<Tried[]> {
  const switchFile = join(guarded.web, "hole");
  writeFileSync(switchFile, "");
  const start = (snapshot: Snapshot) =>
    startServer({ ACRE_PROVE_HOLE: switchFile }, { file: snapshot.serverFile, isolation: null });
  const servers = [await start(guarded), await start(bare)] as const;
  try {
    const worlds = new Map<Server, World>();
    const attack = async (hole: Hole | null, only: string): Promise<Part> => {
      const server = hole?.proxy === false ? servers[1] : servers[0];
      const targets = targetsOf(build, (name) => new RegExp(only).test(name));
      writeFileSync(switchFile, "");
      const world = await worldOn(server, targets, hole?.writes ? null : worlds);
      writeFileSync(switchFile, hole?.name ?? "");
      const proxy = server === servers[0];
      const samples = hole?.timed ? timedSamples : 0;
      return proveOn(
        server,
        targets,
        { model: "database", proxy, allowances: false, samples, say: () => {} },
        world,
      );
    };
    const none = await closed(build, holes, attack);
    say(line(none));
    const results = [none];
    for (const hole of holes) {
      const begun = performance.now();
      const part = await attack(hole, hole.only);
      const { unclassified } = targetsOf(build, () => false);
      const tried = { ...verdictOn(hole, part, unclassified), seconds: (performance.now() - begun) / 1000 };
      results.push(tried);
      say(line(tried));
    }
    return results;
  } finally {
    for (const server of servers) await server.stop();
  }
}

async function worldOn(server: Server, targets: Targets, kept: Map<Server, World> | null): Promise<World> {
  const world = kept?.get(server) ?? (await makeWorld(server, targets.has));
  kept?.set(server, world);
  return world;
}

/** Without any hole open the same routes and pages give nothing away: what is found afterwards is the hole. */
async function closed(
  build: Build,
  holes: readonly Hole[],
  attack: (hole: null, only: string) => Promise<Part>,
): Promise<Tried> {
  const begun = performance.now();
  const part = await attack(null, holes.map(({ only }) => only).join("|"));
  const meant = everyHole.flatMap(({ found }) => (found.unclassified ? [found.unclassified] : []));
  const others = targetsOf(build, () => false).unclassified.filter((name) => !meant.includes(name));
  const [leak] = part.leaks;
  return {
    name: "none",
    hole: "no hole is open: nothing may be found",
    found: part.leaks.length === 0 && others.length === 0,
    said: leak
      ? describeLeak(leak)
      : others.length > 0
        ? `unclassified: ${others.join(", ")}`
        : "nothing, as it should be",
    attempts: part.attempts,
    seconds: (performance.now() - begun) / 1000,
  };
}

function verdictOn({ name, hole, found }: Hole, part: Part, unclassified: string[]): Omit<Tried, "seconds"> {
  const about = { name, hole, attempts: part.attempts };
  if (found.unclassified !== undefined) {
    const is = unclassified.includes(found.unclassified);
    return {
      ...about,
      found: is,
      said: is ? `unclassified: ${found.unclassified}` : "it passed as classified",
    };
  }
  const telling = part.leaks.find((leak) => matches(found, leak));
  if (telling) return { ...about, found: true, said: describeLeak(telling) };
  const [other] = part.leaks;
  return { ...about, found: false, said: other ? `only ${describeLeak(other)}` : "nothing" };
}

function matches({ kinds, caller, way }: Hole["found"], leak: Finding): boolean {
  return (
    (kinds?.includes(leak.kind) ?? true) &&
    (caller?.test(leak.caller) ?? true) &&
    (way?.test(leak.way) ?? true)
  );
}

function describeLeak({ kind, target, caller, way, detail }: Finding): string {
  const text = [target, caller, way].filter((part) => part !== "").join("; ");
  return `${kind}: ${text}: ${detail.replace(/\s+/g, " ").slice(0, 90)}`;
}

function line({ name, found, said, attempts, seconds }: Tried): string {
  return `${found ? "found   " : "UNFOUND "} ${name} (${attempts} attempts, ${seconds.toFixed(1)} s): ${said}`;
}
