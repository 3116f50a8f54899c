import type { TenantDb } from "@acre/db";
import { z } from "zod";
import { AppError } from "../../../errors";

const shape = z.object({
  models: z.record(
    z.string(),
    z.object({
      dbName: z.string().nullable(),
      fields: z.array(
        z.object({
          name: z.string(),
          kind: z.string(),
          type: z.string(),
          dbName: z.string().nullish(),
        }),
      ),
    }),
  ),
});

export interface Column {
  /** As the model calls it, and the table. */
  name: string;
  dbName: string;
  type: string;
}

export interface Model {
  name: string;
  table: string;
  columns: Column[];
}

// The log is a chain, written by what happens; answers under a key belong to whoever asked.
const untouchable = ["AuditEvent", "AuditHead", "IdempotencyAnswer"];

/**
 * The model of that name, or of the table of that name, from what the client knows of the schema.
 * @throws AppError `invalid_input` naming the tables there are
 */
export function modelOf(db: TenantDb, asked: string): Model {
  const models = modelsOf(db).filter(({ name }) => !untouchable.includes(name));
  const found = models.find(({ name, table }) => asked === table || asked === name);
  if (found) return found;
  const tables = models.map(({ table }) => table).join(", ");
  throw new AppError("invalid_input", `There is no table ${asked} to change. There are: ${tables}.`);
}

/** All models of a tenant, from what the client knows of the schema. */
export function modelsOf(db: TenantDb): Model[] {
  const { models } = shape.parse(Reflect.get(db, "_runtimeDataModel"));
  return Object.entries(models).map(([name, { dbName, fields }]) => ({
    name,
    table: dbName ?? name,
    columns: fields
      .filter(({ kind }) => kind !== "object")
      .map((field) => ({ name: field.name, dbName: field.dbName ?? field.name, type: field.type })),
  }));
}
