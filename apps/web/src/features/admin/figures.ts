const number = new Intl.NumberFormat("en");
const units = ["B", "kB", "MB", "GB", "TB"];

/** A count with thousands apart. */
export function countOf(value: number | null): string {
  return value === null ? "–" : number.format(value);
}

/** Bytes in the unit that reads best: 1.2 MB. */
export function sizeOf(bytes: number | null): string {
  if (bytes === null) return "–";
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
