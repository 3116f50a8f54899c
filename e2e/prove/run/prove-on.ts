import { setTimeout as pause } from "node:timers/promises";
import { type Answer, send } from "../../support/http";
import type { Server } from "../../support/server";
import { allowancesOf, allowancesOfOther, allowancesOfPage } from "../attempts/allowances";
import type { Allowance, Attempt, Outgoing } from "../attempts/attempt";
import { cursorAttempts } from "../attempts/cursors";
import { attemptsOnOther } from "../attempts/other-routes";
import { apiCall, idsFor, pathWith } from "../attempts/outgoing";
import { attemptsOnPage } from "../attempts/pages";
import { repetitionAttempts } from "../attempts/repetitions";
import { attemptsOn } from "../attempts/workspace-routes";
import { judge, type Leak } from "../judge/judge";
import { changes, dumpOf } from "../judge/unchanged";
import { cookie } from "../world/session";
import { makeWorld, type World } from "../world/world";
import { each } from "./each";
import type { Part } from "./part";
import type { Targets } from "./targets";
import { timeClasses } from "./time-classes";

const atOnce = 8;

/** How a part of the proof is run. */
export interface PartOptions {
  model: Part["model"];
  proxy: boolean;
  /** Tells which attempts are made; all of them without it. */
  chosen?: (attempt: Attempt, index: number) => boolean;
  /** How many times each side of a timed pair is asked; 0 measures nothing. */
  samples: number;
  /** Whether rightful callers are asked to show that they get in. */
  allowances: boolean;
  say: (line: string) => void;
}

/**
 * Attacks a running server, and says what came of it.
 *
 * @param made the workspaces and callers, where they are there already
 */
export async function proveOn(
  server: Server,
  targets: Targets,
  options: PartOptions,
  made?: World,
): Promise<Part> {
  const begun = performance.now();
  const world = made ?? (await makeWorld(server, targets.has));
  const part: Part = {
    model: options.model,
    proxy: options.proxy,
    attempts: 0,
    byCaller: {},
    byWay: {},
    byTarget: {},
    leaks: [],
    allowances: 0,
    unproven: [],
    timing: null,
    seconds: 0,
  };
  const attempts = (await everyAttempt(targets, world)).filter(options.chosen ?? (() => true));
  await readAsOwner(targets, world);
  const before = await dumpOf(server, world.victim);
  // What somebody may read is read before others are refused: logs tell what was asked for. What there is one of at a
  // time is asked for at last.
  const isList = ({ way }: Attempt) => /^(list:|page:|query )/.test(way);
  const those = (list: boolean, varies: boolean) =>
    attempts.filter((attempt) => isList(attempt) === list && (attempt.varies === true) === varies);
  for (const [some, many] of [
    [those(true, false), atOnce],
    [those(true, true), 1],
    [those(false, false), atOnce],
    [those(false, true), 1],
  ] as const)
    await each(some, many, (attempt) => make(server, attempt, part));
  for (const change of changes(before, await dumpOf(server, world.victim)))
    part.leaks.push({
      target: "",
      caller: "",
      way: "the workspace afterwards",
      kind: "changed",
      detail: change,
    });
  options.say(`${part.attempts} attempts in ${seconds(begun)} s`);
  if (options.samples > 0) {
    part.timing = await timeClasses(server, attempts.filter(isTimed), options.samples);
    part.leaks.push(...part.timing.leaks);
    options.say(`${part.timing.pairs} pairs timed after ${seconds(begun)} s`);
  }
  if (options.allowances) await allow(server, targets, world, part);
  part.seconds = seconds(begun);
  return part;
}

async function everyAttempt(targets: Targets, world: World): Promise<Attempt[]> {
  const attempts = [
    ...targets.inside.flatMap((target) => attemptsOn(target, world)),
    ...targets.outside.flatMap((target) => attemptsOnOther(target, world)),
    ...targets.pages.flatMap((target) => attemptsOnPage(target, world)),
  ];
  for (const target of targets.inside) {
    attempts.push(...(await cursorAttempts(target, world)));
    attempts.push(...(await repetitionAttempts(target, world)));
  }
  return attempts;
}

/** The attacked workspace is read by its owner first, so that what is kept of the answers could be given away. */
async function readAsOwner(targets: Targets, { server, victim }: World): Promise<void> {
  const own = cookie(victim.owner.cookie);
  for (const { method, path, route } of targets.inside) {
    if (method !== "GET" || route.varies) continue;
    await sendOut(server, apiCall(method, pathWith(path, idsFor(route, victim.own)), own, victim.slug));
  }
  for (const { name, page } of targets.pages) {
    if (page.kind !== "tenant") continue;
    const id = page.record ? (victim.own[page.record] ?? "") : "";
    await sendOut(server, {
      method: "GET",
      path: pathWith(name, { slug: victim.slug, projectId: id, taskId: id }),
      headers: own,
    });
  }
}

async function make(server: Server, attempt: Attempt, part: Part): Promise<void> {
  const { target, caller, way, out } = attempt;
  part.attempts += 1;
  count(part.byCaller, caller);
  count(part.byWay, way);
  count(part.byTarget, target);
  let leaks = await leaksOf(server, attempt);
  // Something else may have happened in between, such as a key being used for the first time in a minute.
  for (
    let again = 0;
    again < 2 && leaks.length > 0 && leaks.every(({ kind }) => kind === "told apart");
    again++
  )
    leaks = await leaksOf(server, attempt);
  for (const leak of leaks)
    part.leaks.push({ target, caller, way, ...leak, request: `${out.method} ${out.path}` });
}

async function leaksOf(server: Server, attempt: Attempt): Promise<Leak[]> {
  const ask = attempt.varies ? askInTurn : sendOut;
  const answer = await ask(server, attempt.out);
  return judge(attempt, answer, attempt.twin && (await ask(server, attempt.twin.out)));
}

// A download that was had to its last byte is ended by the server a moment later; until then the next one waits its turn.
async function askInTurn(server: Server, out: Outgoing): Promise<Answer> {
  for (let turn = 0; ; turn += 1) {
    const answer = await sendOut(server, out);
    if (answer.status !== 503 || turn === 20) return answer;
    await pause(100);
  }
}

/** Has rightful callers show that they get in; a route at which none does is not proven. */
async function allow(server: Server, targets: Targets, world: World, part: Part): Promise<void> {
  const allowances: Allowance[] = [
    ...targets.inside.flatMap((target) => allowancesOf(target, world)),
    ...targets.outside.flatMap((target) => allowancesOfOther(target, world)),
    ...targets.pages.flatMap((target) => allowancesOfPage(target, world)),
  ];
  const single = new Set(targets.inside.filter(({ route }) => route.varies).map(({ name }) => name));
  const last = allowances.filter(({ target }) => single.has(target) || oneAtATime(target));
  const refuse = (allowance: Allowance, why: string) =>
    part.unproven.push(`${allowance.target}: ${allowance.caller} was refused: ${why}`);
  const one = async (allowance: Allowance) => {
    part.allowances += 1;
    try {
      const ask = single.has(allowance.target) ? askInTurn : sendOut;
      const answer = await ask(server, await allowance.prepare());
      if (answer.status !== allowance.expect)
        refuse(allowance, `${answer.status} ${answer.body.slice(0, 200)}`);
      else if (allowance.shows !== undefined && !answer.whole.includes(allowance.shows))
        refuse(allowance, "the answer shows nothing of what it is there for");
    } catch (error) {
      refuse(allowance, String(error));
    }
  };
  await each(
    allowances.filter((allowance) => !last.includes(allowance)),
    4,
    one,
  );
  await each(last, 1, one);
}

// Deletion makes it read-only until somebody keeps it after all, which is asked for right afterwards; an operator has one
// look into a workspace at a time.
function oneAtATime(target: string): boolean {
  return target.includes("/api/v1/workspace") || target.includes("/impersonations");
}

// Reading what is foreign beside what nobody has: where the time it takes could tell them apart, and nothing changes.
function isTimed({ out, way, caller, varies }: Attempt): boolean {
  if (out.method !== "GET" || varies || caller !== "another workspace's owner") return false;
  return way === "X-Tenant: another workspace" || /^path .*another workspace's id$/.test(way);
}

function sendOut(server: Server, { method, path, headers, body }: Outgoing): Promise<Answer> {
  return send(server.url, method, path, { headers, ...(body !== undefined && { body }) });
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function seconds(begun: number): number {
  return Math.round((performance.now() - begun) / 100) / 10;
}
