import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Edit, Hole } from "./hole";

/**
 * Puts holes into a copy of the sources, all of them closed: each opens while the file that ACRE_PROVE_HOLE names holds
 * its name, so that one build serves them all.
 *
 * @throws Error naming a hole whose edit no longer applies
 */
export function putHolesIn(copy: string, holes: readonly Hole[]): void {
  for (const { name, edits } of holes) {
    const open = `(process.getBuiltinModule("node:fs").readFileSync(process.env.ACRE_PROVE_HOLE, "utf8") === "${name}")`;
    for (const edit of edits) {
      try {
        make(copy, edit, open);
      } catch (cause) {
        throw new Error(`The hole "${name}" no longer applies.`, { cause });
      }
    }
  }
}

function make(copy: string, edit: Edit, open: string): void {
  const path = join(copy, edit.file);
  mkdirSync(dirname(path), { recursive: true });
  if ("text" in edit) {
    writeFileSync(path, edit.text);
    return;
  }
  const parts = readFileSync(path, "utf8").split(edit.find);
  if (parts.length !== 2)
    throw new Error(`${edit.file} holds ${JSON.stringify(edit.find)} ${parts.length - 1} times`);
  writeFileSync(path, parts.join(edit.replace.replaceAll("HOLE", () => open)));
}
