import { z } from "zod";
import { AppError, type FieldError } from "../../../errors";
import { instant } from "../../../fields";
import { columnRules, type RowInput } from "./inputs";
import type { Column, Model } from "./models";

const types: Readonly<Record<string, z.ZodType>> = {
  String: z.string("It has to be a text."),
  Int: z.int("It has to be a whole number."),
  Float: z.number("It has to be a number."),
  Boolean: z.boolean("It has to be true or false."),
  DateTime: instant("It has to be an instant like 2026-11-21T08:00:00Z.").transform((text) => new Date(text)),
  BigInt: z
    .string()
    .regex(/^-?\d+$/, "It has to be a whole number, in quotes.")
    .transform((text) => BigInt(text)),
};

/**
 * A row as the client takes it: columns by the model's names, instants as dates. What may be empty, and what has to be
 * there, the client and the database say.
 * @throws AppError `invalid_input` with what is wrong, column by column
 */
export function validateRow(model: Model, row: RowInput, label = ""): Record<string, unknown> {
  const data: Record<string, unknown> = {};
  const fields: FieldError[] = [];
  for (const [asked, value] of Object.entries(row)) {
    const column = model.columns.find(({ name, dbName }) => asked === name || asked === dbName);
    if (column === undefined) {
      const known = model.columns.map(({ dbName }) => dbName).join(", ");
      fields.push({ field: asked, message: `There is no such column. There are: ${known}.` });
      continue;
    }
    const parsed = ruleOf(model, column).safeParse(value);
    if (parsed.success) data[column.name] = parsed.data;
    else fields.push({ field: asked, message: parsed.error.issues.map(({ message }) => message).join(" ") });
  }
  if (fields.length === 0) return data;
  const sentences = fields.map(({ field, message }) => `${field}: ${message}`).join(" ");
  throw new AppError("invalid_input", `${label}${sentences}`, { fields });
}

function ruleOf(model: Model, column: Column): z.ZodType {
  const type = types[column.type] ?? z.unknown();
  const rule = columnRules[model.name]?.[column.name];
  return rule ?? type.nullable();
}
