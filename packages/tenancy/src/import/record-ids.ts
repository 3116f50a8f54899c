import { createHash } from "node:crypto";
import type { SourceValue } from "./source";

/**
 * The id that the same words always give: UUID version 8 of RFC 9562, section 5.8, over their SHA-256. As version 5, with
 * a digest that is not broken.
 */
export function lastingId(...words: readonly string[]): string {
  const bytes = createHash("sha256").update(JSON.stringify(words)).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A key of the source as text, equal for 7 and "7"; null where a part of it is empty. */
export function keyText(values: readonly SourceValue[]): string | null {
  if (values.length === 0 || values.some((value) => value === null)) return null;
  const texts = values.map((value) => (Buffer.isBuffer(value) ? value.toString("hex") : String(value)));
  return texts.length === 1 ? (texts[0] ?? null) : JSON.stringify(texts);
}

/** The id of the row of `table` that had this key in the source. */
export function recordId(tenantId: string, table: string, key: string): string {
  return lastingId("record", tenantId, table, key);
}
