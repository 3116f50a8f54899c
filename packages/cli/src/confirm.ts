import { createInterface } from "node:readline/promises";
import { UsageError } from "./usage-error";

/** The person said no. */
class Aborted extends Error {
  override readonly name = "Aborted";
}

/**
 * Has a person type the tenant's name before something is destroyed. `--yes` says it for programs.
 * @throws Aborted when they type something else; UsageError when nobody can be asked
 */
export async function confirmSlug(slug: string, what: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY)
    throw new UsageError(`${what} Nobody can be asked here: add --yes if that is what you want.`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const typed = await terminal.question(`${what}\nType ${slug} to go on: `);
    if (typed.trim() !== slug) throw new Aborted("Nothing was changed.");
  } finally {
    terminal.close();
  }
}
