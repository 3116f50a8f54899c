import { TenancyError } from "./errors";

/** What JSON can say, and nothing that can reach a database: no handle, no promise, no function. */
export type PlainData = null | boolean | number | string | PlainData[] | { [key: string]: PlainData };

/**
 * A copy that shares nothing with the original. Throws `data_not_plain` for whatever JSON cannot say exactly:
 * functions, promises, instances of classes (dates too), undefined, bigints, NaN, and what contains itself.
 */
export function copyOfData<T extends PlainData>(value: T): T {
  // A copy has the shape of what was copied.
  return copy(value, [], []) as T;
}

function copy(value: unknown, path: readonly string[], within: readonly unknown[]): PlainData {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "object" || within.includes(value)) throw notPlain(value, path);
  const inner = [...within, value];
  if (Array.isArray(value)) return Array.from(value, (item, n) => copy(item, [...path, String(n)], inner));
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) throw notPlain(value, path);
  const entries = Reflect.ownKeys(value).map((key) => {
    if (typeof key === "symbol") throw notPlain(key, path);
    return [key, copy(Reflect.get(value, key), [...path, key], inner)];
  });
  return Object.fromEntries(entries);
}

function notPlain(value: unknown, path: readonly string[]): TenancyError {
  const kind = typeof value === "object" ? "an object that is not plain, or contains itself" : typeof value;
  const where = path.length === 0 ? "It" : `"${path.join(".")}"`;
  return new TenancyError(
    "data_not_plain",
    `Only plain data is taken here, as JSON knows it. ${where} is ${kind}. Select what is needed and turn dates and large numbers into text.`,
  );
}
