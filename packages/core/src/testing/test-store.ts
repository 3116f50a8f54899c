import { type IsolationModel, isolationModels } from "@acre/tenancy";
import { createDatabase } from "./postgres-server";

/** The model that ACRE_TEST_ISOLATION asks for: SQLite files unless said. */
export function testIsolation(): IsolationModel {
  const asked = process.env.ACRE_TEST_ISOLATION || "database";
  const model = isolationModels.find((known) => known === asked);
  if (model) return model;
  throw new Error(`ACRE_TEST_ISOLATION has to be database, schema or row, and is ${asked}.`);
}

/** The variables of an installation on that model, with a database made for it where it needs one. */
export async function storeVariables(isolation: IsolationModel): Promise<Record<string, string>> {
  if (isolation === "database") return {};
  const { ownerUrl } = await createDatabase();
  return { DATABASE_URL: ownerUrl, ACRE_ISOLATION: isolation };
}

/** The PostgreSQL schema that holds a workspace's tables. */
export function schemaOf(isolation: IsolationModel, tenantId: string): string {
  return isolation === "row" ? "acre_rows" : `t_${tenantId.replaceAll("-", "")}`;
}
