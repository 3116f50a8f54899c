import type { Schema } from "./document-shape";

/** What a field holds, in words: a name of a record stands alone, so that it can be made a link. */
export interface Kind {
  words: string;
  /** The record it is, or is a list of. */
  record: string | null;
  list: boolean;
  nullable: boolean;
}

/** Says what a schema is. */
export function kindOf(schema: Schema): Kind {
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return kindOfOptions(options);
  if (schema.$ref) return { words: "", record: nameOf(schema.$ref), list: false, nullable: false };
  const types = [schema.type ?? []].flat();
  const nullable = types.includes("null");
  if (types.includes("array")) {
    const inner = kindOf(schema.items ?? {});
    return {
      words: inner.record ? "" : `list of ${inner.words}`,
      record: inner.record,
      list: true,
      nullable,
    };
  }
  return { words: wordsOf(schema, types), record: null, list: false, nullable };
}

function kindOfOptions(options: Schema[]): Kind {
  const rest = options.filter(({ type }) => type !== "null");
  const nullable = rest.length < options.length;
  const [only] = rest;
  if (rest.length === 1 && only) return { ...kindOf(only), nullable };
  const words = rest.map((option) => kindOf(option).words || "object");
  return { words: [...new Set(words)].join(" or "), record: null, list: false, nullable };
}

function wordsOf(schema: Schema, types: string[]): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.format === "uuid") return "id";
  if (schema.format === "date-time") return "instant";
  if (schema.format === "date") return "day";
  const plain = types.find((type) => type !== "null") ?? "anything";
  return { string: "text", integer: "whole number", boolean: "true or false" }[plain] ?? plain;
}

/** The bounds of a field, in words; empty when there are none to speak of. */
export function boundsOf(schema: Schema): string {
  return [
    schema.maxLength !== undefined ? `up to ${schema.maxLength.toLocaleString("en")} characters` : "",
    range(schema.minimum, schema.maximum),
    schema.maxItems !== undefined ? `up to ${schema.maxItems.toLocaleString("en")} items` : "",
    schema.default !== undefined ? `${String(schema.default)} unless given` : "",
  ]
    .filter(Boolean)
    .join(", ");
}

function range(from: number | undefined, to: number | undefined): string {
  if (from !== undefined && to !== undefined) return `${from} to ${to}`;
  if (to !== undefined) return `up to ${to}`;
  return "";
}

/** One row of a table of fields. */
export interface FieldRow {
  name: string;
  required: boolean;
  schema: Schema;
}

/** The fields of an object, those of objects inside it with them under a dotted name. */
export function rowsOf(schema: Schema, prefix = ""): FieldRow[] {
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    { name: prefix + name, required: required.has(name), schema: field },
    ...(field.properties ? rowsOf(field, `${prefix}${name}.`) : []),
    ...(field.items?.properties ? rowsOf(field.items, `${prefix}${name}[].`) : []),
  ]);
}

/** The last part of a reference, such as Task of #/components/schemas/Task. */
export function nameOf(ref: string): string {
  return ref.split("/").at(-1) ?? ref;
}
