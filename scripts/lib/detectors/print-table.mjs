import { describeDetector, detectorOf } from "./detector.mjs";

/**
 * Prints what became of each leak.
 * @param {import("./try-leak.mjs").Result[]} results
 */
export function printTable(results) {
  const rows = results.map(({ leak, caught, reason, seconds }) => [
    leak.leak,
    seedOf(leak),
    caught ? describeDetector(detectorOf(leak)) : `NOTHING: ${describeDetector(detectorOf(leak))}: ${reason}`,
    seconds.toFixed(1),
  ]);
  const table = [["leak", "seeded in", "caught by", "s"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join(" | ")
      .trimEnd();
  console.log(`\n${line(table[0])}`);
  console.log(widths.map((width) => "-".repeat(width)).join("-|-"));
  for (const row of rows) console.log(line(row));
}

/** Where a leak is put in. @type {(leak: import("./detector.mjs").Leak) => string} */
function seedOf({ edits = [], sql }) {
  if (sql !== undefined) return "a tenant's database";
  return [...new Set(edits.map(({ file }) => file.replace(/^packages\/(?:tenancy\/src\/)?/, "")))].join(", ");
}
