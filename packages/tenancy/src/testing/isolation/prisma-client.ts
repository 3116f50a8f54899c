import type { Row } from "./probe";

/** A query that runs when it is awaited. */
type Query<Result> = PromiseLike<Result>;
type Arguments = Record<string, unknown>;

/** What the suite calls of a Prisma model. */
export interface Model {
  findUnique(args: Arguments): Query<Row | null>;
  findUniqueOrThrow(args: Arguments): Query<Row>;
  findFirst(args: Arguments): Query<Row | null>;
  findMany(args?: Arguments): Query<Row[]>;
  create(args: Arguments): Query<Row>;
  createMany(args: Arguments): Query<{ count: number }>;
  update(args: Arguments): Query<Row>;
  updateMany(args: Arguments): Query<{ count: number }>;
  upsert(args: Arguments): Query<Row>;
  delete(args: Arguments): Query<Row>;
  deleteMany(args?: Arguments): Query<{ count: number }>;
  count(args?: Arguments): Query<number>;
  aggregate(args: Arguments): Query<Record<string, Row>>;
  groupBy(args: Arguments): Query<Row[]>;
}

/** What it calls of a client, and of a client inside a transaction. */
export interface RawClient {
  $queryRawUnsafe(sql: string, ...values: unknown[]): Query<Row[]>;
  $executeRawUnsafe(sql: string, ...values: unknown[]): Query<number>;
}

export interface Client extends RawClient {
  $transaction<Result>(work: (tx: object) => Promise<Result>): Promise<Result>;
  $transaction(queries: readonly Query<unknown>[]): Promise<unknown[]>;
}

const modelMethods = [
  "findUnique",
  "findUniqueOrThrow",
  "findFirst",
  "findMany",
  "create",
  "createMany",
  "update",
  "updateMany",
  "upsert",
  "delete",
  "deleteMany",
  "count",
  "aggregate",
  "groupBy",
] as const satisfies ReadonlyArray<keyof Model>;

/** The client's model of that name. Throws when it has none, as after a slip in the probe. */
export function modelOf(client: object, name: string): Model {
  const found: unknown = Reflect.get(client, name);
  if (isModel(found)) return found;
  throw new Error(`The probe names the model "${name}", which is no model of the client.`);
}

/** `client`, known to be Prisma's. Throws when it is not. */
export function prismaClient(client: object): Client {
  if (isClient(client)) return client;
  throw new Error("The tenancy under test hands out clients that are not Prisma's.");
}

/** As `prismaClient`, for what a transaction hands out. */
export function rawClient(client: object): RawClient {
  if (isRawClient(client)) return client;
  throw new Error("The transaction under test hands out a client that is not Prisma's.");
}

function isModel(value: unknown): value is Model {
  return typeof value === "object" && value !== null && hasMethods(value, modelMethods);
}

function isRawClient(value: object): value is RawClient {
  return hasMethods(value, ["$queryRawUnsafe", "$executeRawUnsafe"]);
}

function isClient(value: object): value is Client {
  return isRawClient(value) && hasMethods(value, ["$transaction"]);
}

function hasMethods(value: object, names: readonly string[]): boolean {
  return names.every((name) => typeof Reflect.get(value, name) === "function");
}
