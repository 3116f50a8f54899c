import { type PortableType, type PortableValue, ValueRefused } from "../bundle/portable";
import { convert } from "./convert";
import type { ValueCheck } from "./plan";

/** A constant of the mapping as it is written into a column; undefined where the column does not take it. */
export function constantOf(
  constant: string | number | boolean | null,
  type: PortableType,
  check: ValueCheck | undefined,
): PortableValue | undefined {
  if (constant === null) return null;
  try {
    const value = convert(typeof constant === "boolean" ? String(constant) : constant, type);
    return check === undefined ? value : check(value);
  } catch (error) {
    if (error instanceof ValueRefused) return undefined;
    throw error;
  }
}
