import { randomUUID } from "node:crypto";
import type { Prisma, TenantDb } from "@acre/db";
import type pg from "pg";
import type { SampleTenant } from "./sample-tenant";
import { type ServerGround, sharedSchema } from "./server-ground";
import { firstTasksSql } from "./task-query";

/** The 20-row query by the raw driver, with its statement prepared on the connection. */
export function rawTasks(client: pg.Client, schema: string, projectId: string): () => Promise<unknown[]> {
  const text = firstTasksSql(`"${schema}".tasks`, "$1");
  const name = `tasks_${schema}`;
  return async () => (await client.query({ name, text, values: [projectId] })).rows;
}

/** The insertion of one task by the raw driver, committed by itself unless a transaction is open. */
export function rawInsertTask(client: pg.Client, schema: string, { projectId, userId }: SampleTenant) {
  const text = `INSERT INTO "${schema}".tasks
    (id, project_id, number, title, creator_id, position, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`;
  const name = `insert_${schema}`;
  return (number: number) => {
    const now = new Date().toISOString();
    const values = [randomUUID(), projectId, number, "One more task", userId, number, now];
    return client.query({ name, text, values });
  };
}

const setContext =
  "SELECT set_config('acre.tenant', $1, true), set_config('acre.place', $2, true), set_config('search_path', $2, true)";
const sharedPath = `"${sharedSchema}", pg_temp`;

/** The same by a bare PrismaClient, as its documentation does it: a batch of two, the context first. */
export function inPrismaTransaction<Args extends unknown[], Result>(
  { server }: ServerGround,
  client: TenantDb,
  tenantId: string,
  work: (...args: Args) => Prisma.PrismaPromise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    const context = client.$queryRawUnsafe(setContext, await server.token(tenantId), sharedPath);
    const [, result] = await client.$transaction([context, work(...args)]);
    return result;
  };
}

/**
 * Work of the `row` model as it is done by hand: BEGIN, the tenant's context, the statement, COMMIT, each sent when the
 * one before was answered. On the engine's own tables and behind the same policies.
 * @param client connected as the application's login
 */
export function inTransaction<Args extends unknown[], Result>(
  { server }: ServerGround,
  client: pg.Client,
  tenantId: string,
  work: (...args: Args) => Promise<Result>,
): (...args: Args) => Promise<Result> {
  return async (...args) => {
    await client.query("BEGIN");
    const values = [await server.token(tenantId), sharedPath];
    await client.query({ name: "context", text: setContext, values });
    const result = await work(...args);
    await client.query("COMMIT");
    return result;
  };
}
