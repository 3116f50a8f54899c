import { parseArgs } from "node:util";
import { Refusal } from "./refusal";

/** What the command line asks of the server. */
export interface Arguments {
  /** Fill two example workspaces. */
  demo: boolean;
}

/**
 * Reads the flags that stand after `npm start --`.
 *
 * @throws Refusal naming what it does not know
 */
export function readArguments(args: string[]): Arguments {
  try {
    const { values } = parseArgs({ args, options: { demo: { type: "boolean", default: false } } });
    return { demo: values.demo };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(". ")[0] : "Unknown arguments";
    throw new Refusal(`${reason}; the only flag is --demo.`);
  }
}
