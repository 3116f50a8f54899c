import { nameOf } from "./describe-schema";
import type { Schema } from "./document-shape";

/** A value that a schema describes: its examples where it has them. Fields that may be left out are left out. */
export function sampleOf(schema: Schema, records: ReadonlyMap<string, Schema>, depth = 0): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.$ref) {
    const record = records.get(nameOf(schema.$ref));
    return record && depth < 6 ? sampleOf(record, records, depth + 1) : {};
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (options?.some(({ type }) => type === "null")) return null;
  if (options) return sampleOf(options[0] ?? {}, records, depth + 1);
  if (schema.enum) return schema.enum[0];
  const types = [schema.type ?? []].flat();
  if (types.includes("object")) {
    const required = new Set(schema.required);
    const fields = Object.entries(schema.properties ?? {}).filter(([name]) => required.has(name));
    return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(field, records, depth + 1)]));
  }
  if (types.includes("array")) return [sampleOf(schema.items ?? {}, records, depth + 1)];
  if (types.includes("null")) return null;
  if (types.includes("boolean")) return false;
  if (types.includes("integer") || types.includes("number")) return schema.minimum ?? 1;
  return "…";
}
