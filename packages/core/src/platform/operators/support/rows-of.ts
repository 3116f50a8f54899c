import type { TenantDb, TenantTx } from "@acre/db";
import type { Model } from "./models";

export type Row = Record<string, unknown>;

/** What is used of a model's part of the client. */
interface Rows {
  count(): Promise<number>;
  findUnique(query: { where: { id: string } }): Promise<Row | null>;
  create(query: { data: Row }): Promise<Row>;
  createMany(query: { data: Row[] }): Promise<{ count: number }>;
  update(query: { where: { id: string }; data: Row }): Promise<Row>;
  delete(query: { where: { id: string } }): Promise<Row>;
}

/** The model's part of the client; the model was found in what this very client says of itself, so that it has one. */
export function rowsOf(db: TenantDb | TenantTx, { name }: Model): Rows {
  return Reflect.get(db, name.charAt(0).toLowerCase() + name.slice(1)) as Rows;
}
