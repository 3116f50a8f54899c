/**
 * Rows under headings, each column as wide as its widest cell. Cells are shown as they are, but for control
 * characters, which could rewrite a terminal.
 */
export function table<Row extends object>(
  rows: readonly Row[],
  columns: Readonly<Record<string, (row: Row) => string | number | null>>,
): string[] {
  const headings = Object.keys(columns);
  const cells = rows.map((row) => Object.values(columns).map((cell) => plain(cell(row))));
  const widths = headings.map((heading, index) =>
    Math.max(heading.length, ...cells.map((line) => line[index]?.length ?? 0)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(headings), ...cells.map(line)];
}

/** `name: value` lines, aligned. */
export function facts(entries: Readonly<Record<string, string | number | null>>): string[] {
  const width = Math.max(...Object.keys(entries).map((name) => name.length)) + 1;
  return Object.entries(entries).map(([name, value]) => `${`${name}:`.padEnd(width)}  ${plain(value)}`);
}

function plain(value: string | number | null): string {
  return String(value ?? "–").replace(/\p{Cc}/gu, "�");
}
