/**
 * A value of a database as JSON can hold it: instants in ISO 8601, bytes in base64, numbers that JavaScript has no room
 * for as texts.
 */
export function plainValue(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(plainValue);
  // Decimals.
  if (typeof value === "object" && "toFixed" in value) return String(value);
  return value;
}
