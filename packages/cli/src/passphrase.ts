import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { UsageError } from "./usage-error";

/**
 * Asks a person for a bundle's passphrase, without showing it. Programs give it in ACRE_BUNDLE_PASSPHRASE; a command
 * line takes none, since every user of the machine can read those.
 * @param again whether it is to be typed twice, since a mistyped one would lock the bundle for good
 * @throws UsageError when nobody can be asked, or the two differ
 */
export async function askPassphrase(again: boolean): Promise<string> {
  if (!process.stdin.isTTY)
    throw new UsageError("Nobody can be asked here: set ACRE_BUNDLE_PASSPHRASE instead of --passphrase.");
  // The terminal shows what readline writes, so that goes nowhere.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  const ask = async (question: string) => {
    process.stderr.write(question);
    const answer = await terminal.question("");
    process.stderr.write("\n");
    return answer;
  };
  try {
    const passphrase = await ask("Passphrase: ");
    if (passphrase.length < 8) throw new UsageError("A passphrase has 8 characters or more.");
    if (again && (await ask("Once more: ")) !== passphrase) throw new UsageError("These are not the same.");
    return passphrase;
  } finally {
    terminal.close();
  }
}
