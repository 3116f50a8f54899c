import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Edits files of a copy. All or nothing: when an edit's text does not stand in its file, or stands there more than
 * once without `every`, nothing is changed and `problem` says so.
 *
 * @param {string} copy
 * @param {import("../../../packages/tenancy/detectors/leak.mjs").Edit[]} edits
 * @returns {{ problem: string | null, takeOut(): void }} `takeOut` brings the files back as they were
 */
export function putIn(copy, edits) {
  const before = new Map();
  const after = new Map();
  for (const { file, find, replace, every = false } of edits) {
    const path = join(copy, file);
    if (!existsSync(path)) return refused(`no longer applies: there is no ${file}`);
    if (!before.has(path)) before.set(path, readFileSync(path, "utf8"));
    const parts = (after.get(path) ?? before.get(path)).split(find);
    if (parts.length < 2) return refused(`no longer applies: ${file} does not hold ${JSON.stringify(find)}`);
    if (parts.length > 2 && !every)
      return refused(`is not clear: ${file} holds ${JSON.stringify(find)} more than once`);
    after.set(path, parts.join(replace));
  }
  for (const [path, text] of after) writeFileSync(path, text);
  return {
    problem: null,
    takeOut() {
      for (const [path, text] of before) writeFileSync(path, text);
    },
  };
}

function refused(problem) {
  return { problem, takeOut() {} };
}
