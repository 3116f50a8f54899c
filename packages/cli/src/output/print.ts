/**
 * Prints what a command found: one JSON document for programs, or lines for people.
 * @param value what `--json` prints
 * @param lines what people read instead
 */
export function print(json: boolean, value: unknown, lines: string | readonly string[]): void {
  const text = json ? JSON.stringify(value) : [lines].flat().join("\n");
  process.stdout.write(`${text}\n`);
}
