import { parseArgs } from "node:util";

/** What the command line asks of the bench. */
export interface Arguments {
  /** Which rows, in order. */
  only: string[];
  rounds: number;
  asJson: boolean;
}

/** A command line that cannot be followed, with how to write one. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Reads the flags. @param known the rows there are @throws UsageError */
export function readArguments(args: string[], known: string[]): Arguments {
  const { json, only, rounds } = parse(args);
  const asked = only?.flatMap((list) => list.split(",")) ?? known;
  const unknown = asked.find((id) => !known.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`There is no row "${unknown}"; choose from ${known.join(", ")}.`);
  const count = Number(rounds);
  if (!Number.isInteger(count) || count < 1)
    throw new UsageError("--rounds has to be a whole number, 1 or more.");
  return { only: known.filter((id) => asked.includes(id)), rounds: count, asJson: json };
}

function parse(args: string[]) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        json: { type: "boolean", default: false },
        only: { type: "string", multiple: true },
        rounds: { type: "string", default: "31" },
      },
    });
    return values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : "Unknown arguments";
    throw new UsageError(`${reason}\nUsage: npm run bench -- [--only <row>,…] [--rounds <number>] [--json]`);
  }
}
