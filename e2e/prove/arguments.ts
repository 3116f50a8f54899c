import { parseArgs } from "node:util";

/** The isolation models there are. */
export const models = ["database", "schema", "row"] as const;

export type Model = (typeof models)[number];

/** What the command line asks of the proof. */
export interface Arguments {
  isolation: Model[];
  /** With the proxy layer, without it, or both. */
  layers: boolean[];
  /** Which routes and pages. */
  wanted: RegExp;
  /** One attempt of how many. */
  every: number;
  /** The repository whose build is attacked, and the folder of the report; null for this one's own. */
  build: string | null;
  out: string | null;
}

/** A command line that cannot be followed, with how to write one. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

const layers: Record<string, boolean[]> = { both: [true, false], on: [true], off: [false] };

const usage =
  "Usage: npm run prove -- [--isolation <model>,…] [--proxy on|off] [--only <pattern>] [--every <number>]" +
  " [--build <folder>] [--out <folder>]";

/** Reads the flags. @throws UsageError */
export function readArguments(args: string[]): Arguments {
  const { isolation, proxy, only, every, build, out } = parse(args);
  const asked = isolation?.flatMap((list) => list.split(",")) ?? [...models];
  const unknown = asked.find((name) => !models.some((model) => model === name));
  if (unknown !== undefined)
    throw new UsageError(`There is no isolation model "${unknown}"; choose from ${models.join(", ")}.`);
  const asksFor = layers[proxy];
  if (!asksFor) throw new UsageError(`--proxy is "on" or "off", not "${proxy}".`);
  const one = Number(every);
  if (!Number.isInteger(one) || one < 1) throw new UsageError("--every has to be a whole number, 1 or more.");
  return {
    isolation: models.filter((model) => asked.includes(model)),
    layers: asksFor,
    wanted: patternOf(only),
    every: one,
    build: build ?? null,
    out: out ?? null,
  };
}

function patternOf(text: string): RegExp {
  try {
    return new RegExp(text);
  } catch {
    throw new UsageError(`--only takes a regular expression, which "${text}" is not.`);
  }
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        isolation: { type: "string", multiple: true },
        only: { type: "string", default: "." },
        build: { type: "string" },
        out: { type: "string" },
        proxy: { type: "string", default: "both" },
        every: { type: "string", default: "1" },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : "Unknown arguments"}\n${usage}`);
  }
}
