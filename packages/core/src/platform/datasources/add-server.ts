import { openServerUrl, serverDatasource, wrapServerUrl } from "@acre/db/platform";
import { AppError } from "../../errors";
import { explainDatabaseTrouble } from "../database-trouble";
import { audited } from "../operators/audited";
import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";
import { type AddServerInput, addServerInput } from "./inputs";
import { presentServer, type ServerSummary } from "./present";

/**
 * Adds a PostgreSQL database that tenants can be placed on beside the first. The application gets a login of its own
 * there, with least rights, and the server is taken only when tenants would be safely apart on it. Processes that are
 * running hear of it when they need it.
 * @throws ZodError; AppError `name_taken`, `invalid_input` for a database that is one of the installation's already;
 * EnvError when it cannot be reached; TenancyError `tenancy_unsafe`, `right_missing`, `server_too_old`, `login_unsafe`
 */
export async function addServer(operator: Operator, input: AddServerInput): Promise<ServerSummary> {
  const { platform } = operator;
  const { name, url, isolation } = addServerInput.parse(input);
  await assertFree(platform, name);
  return audited(operator, { action: "datasource.added", tenantId: null, detail: { name, isolation } }, () =>
    trying(async () => {
      await assertNew(platform, name, url);
      const { datasource, prepare } = opened(platform, name, url, isolation);
      try {
        await prepare();
      } finally {
        await datasource.close?.();
      }
      const wrapped = wrapServerUrl(platform.masterKeys, name, url);
      const row = await platform.catalog.datasourceServer.create({ data: { name, isolation, ...wrapped } });
      await platform.servers.refresh();
      return presentServer(row);
    }),
  );
}

function opened(platform: Platform, name: string, ownerUrl: string, isolation = "schema") {
  return serverDatasource({ name, ownerUrl, isolation, appPassword: platform.serverPassword });
}

async function assertFree({ catalog }: Platform, name: string): Promise<void> {
  if ((await catalog.datasourceServer.count({ where: { name } })) === 0) return;
  throw new AppError("name_taken", `There is a server called ${name} already. Choose another name.`);
}

/** Under two names, one database would look like two places, and clearing up after a move would empty both. */
async function assertNew(platform: Platform, name: string, url: string): Promise<void> {
  const { catalog, env, masterKeys } = platform;
  const identity = await identityOf(platform, name, url);
  const known = (await catalog.datasourceServer.findMany()).map((row) => ({
    name: row.name,
    url: openServerUrl(masterKeys, row),
  }));
  if (env.database) known.push({ name: "DATABASE_URL", url: env.database.ownerUrl });
  for (const other of known) {
    // One that cannot be asked just now is told by its address.
    const its = await identityOf(platform, other.name, other.url).catch(() => null);
    if (its === null ? !sameAddress(other.url, url) : its !== identity) continue;
    throw new AppError(
      "invalid_input",
      `This database is the installation's already, as ${other.name}. Make another for ${name}.`,
    );
  }
}

/** What tells a running database from every other, whatever address it is reached by. */
async function identityOf(platform: Platform, name: string, url: string): Promise<string> {
  const { server } = opened(platform, name, url);
  try {
    const { rows } = await server.owner.query(
      "SELECT current_database(), pg_catalog.pg_postmaster_start_time()::text",
    );
    return JSON.stringify(rows[0]);
  } finally {
    await server.close();
  }
}

function sameAddress(one: string, other: string): boolean {
  const place = (url: string) => {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || "5432"}${pathname}`;
  };
  return place(one) === place(other);
}

async function trying<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainDatabaseTrouble(error, "at this address");
  }
}
