import { createInterface } from "node:readline/promises";
import { Aborted } from "./aborted";
import { UsageError } from "./usage-error";

/**
 * Has a person type a word, a tenant's name for example, before something is destroyed. `--yes` says it for programs.
 * @throws Aborted when they type something else; UsageError when nobody can be asked
 */
export async function confirmWord(word: string, what: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY)
    throw new UsageError(`${what} Nobody can be asked here: add --yes if that is what you want.`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const typed = await terminal.question(`${what}\nType ${word} to go on: `);
    if (typed.trim() !== word) throw new Aborted("Nothing was changed.");
  } finally {
    terminal.close();
  }
}
