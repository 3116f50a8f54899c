// What a spreadsheet takes for the beginning of a formula.
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** One line of CSV (RFC 4180), in which no cell is run as a formula by whoever opens it in a spreadsheet. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cellOf).join(",")}\r\n`;
}

function cellOf(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const led = formula.test(value) ? `'${value}` : value;
  // Where the comma is for decimals a spreadsheet splits lines at semicolons, quotes or not.
  const harmless = led.replace(/([;\t]\s*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'");
  return /[",;\t\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
