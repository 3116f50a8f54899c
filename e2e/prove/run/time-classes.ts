import { send } from "../../support/http";
import type { Server } from "../../support/server";
import type { Attempt, Outgoing } from "../attempts/attempt";
import { type Comparison, compare } from "../judge/mann-whitney";
import type { Found } from "./part";

/** What was measured, and what it told. */
export interface Timing {
  /** Attempts that were timed, each beside its twin. */
  pairs: number;
  /** Requests timed for each side of a pair, at first. */
  samples: number;
  told: number;
  leaks: Found[];
  /** The pairs that stood furthest apart. */
  widest: { target: string; caller: string; way: string; p: number; shift: number; base: number }[];
}

/** Two sides are told apart when chance alone would part them so seldom, over all pairs together… */
const chance = 0.001;
/** …and by so much of the usual time, and no less than this many milliseconds: less than a network hides anyhow. */
const tolerance = { share: 0.1, ms: 0.3 };
/** A pair that chance would part less often than this at first is looked at longer, by so much. */
const suspicion = { chance: 0.05, factor: 4 };

/**
 * Times attempts beside their twins, one request at a time and by turns, so that whatever else the machine does falls
 * on both alike. A pair that begins to look different is measured anew, longer, and only that is judged.
 */
export async function timeClasses(
  server: Server,
  attempts: readonly Attempt[],
  samples: number,
): Promise<Timing> {
  const timing: Timing = { pairs: attempts.length, samples, told: 0, leaks: [], widest: [] };
  for (const attempt of attempts) {
    let found = await measure(server, attempt, samples);
    const suspect = found.p < suspicion.chance;
    if (suspect) found = await measure(server, attempt, samples * suspicion.factor);
    const { target, caller, way } = attempt;
    timing.widest.push({ target, caller, way, ...found });
    if (!suspect || !isTold(found, attempts.length)) continue;
    timing.told += 1;
    const { p, shift, base } = found;
    const detail = `${shift.toFixed(2)} ms apart, where a made-up id takes ${base.toFixed(2)} ms (p = ${p.toExponential(1)})`;
    timing.leaks.push({ target, caller, way, kind: "timing", detail });
  }
  timing.widest.sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift)).splice(5);
  return timing;
}

/** Whether the two sides of one of so many pairs are told apart. */
export function isTold({ p, shift, base }: Comparison, pairs: number): boolean {
  return p < chance / pairs && Math.abs(shift) > Math.max(tolerance.ms, tolerance.share * base);
}

async function measure(server: Server, { out, twin }: Attempt, samples: number): Promise<Comparison> {
  const [foreign, nobodys]: [number[], number[]] = [[], []];
  const other = twin?.out ?? out;
  await once(server, out);
  await once(server, other);
  for (let round = 0; round < samples; round++) {
    // Now the one first, now the other.
    const turns: [Outgoing, number[]][] = [
      [out, foreign],
      [other, nobodys],
    ];
    for (const [request, times] of round % 2 === 0 ? turns : turns.reverse())
      times.push(await once(server, request));
  }
  return compare(foreign, nobodys);
}

async function once(server: Server, { method, path, headers, body }: Outgoing): Promise<number> {
  const begun = performance.now();
  await send(server.url, method, path, { headers, ...(body !== undefined && { body }) });
  return performance.now() - begun;
}
