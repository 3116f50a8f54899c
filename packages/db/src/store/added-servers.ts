import {
  appLoginUrl,
  assertNoErrors,
  createPostgresServer,
  createRowDatasource,
  createSchemaDatasource,
  type Datasource,
  ensureAppLogin,
  type MasterKeys,
  masterKeyOf,
  preparedFirst,
  unwrapText,
  wrapText,
} from "@acre/tenancy";
import type { DatasourceServer } from "../generated/catalog-sqlite/client";
import { codeHistory, type TenantHistory } from "../tenant-history";
import type { CatalogDb } from "./catalog";

/** What opens the servers that tenants can be placed on beside the first one. */
export interface ServerSecrets {
  /** Wrap the servers' addresses, which hold their owners' passwords. */
  masterKeys: MasterKeys;
  /** The password of the application's own login on a server; the same at every start. */
  appPassword(server: string): string;
}

export interface AddedServersOptions extends ServerSecrets {
  catalog: CatalogDb;
  processId?: string;
  /** The migrations that tenants go through; the code's own unless said. */
  history?: TenantHistory;
}

/** The servers that were added to the installation, as far as this process has heard of them. */
export interface AddedServers {
  /** Their datasources by name, and whatever else is put in; changed by `refresh`. */
  readonly datasources: Record<string, Datasource>;
  /** The names of those of a model that take new tenants. */
  open(isolation: string): string[];
  isDraining(name: string): boolean;
  /** Looks into the catalog for what came, went or changed. */
  refresh(): Promise<void>;
}

/**
 * What an added server can hold tenants as.
 */
export type ServerModel = "schema" | "row";

/** The address of a server's owner as the catalog keeps it. */
export function wrapServerUrl({ current }: MasterKeys, name: string, url: string) {
  return { wrappedUrl: wrapText(current, subjectOf(name), url), masterKeyId: current.id };
}

/** @throws TenancyError `master_key_unknown`, `key_unreadable` */
export function openServerUrl(
  masterKeys: MasterKeys,
  row: Pick<DatasourceServer, "name" | "wrappedUrl" | "masterKeyId">,
): string {
  return unwrapText(masterKeyOf(masterKeys, row.masterKeyId), subjectOf(row.name), row.wrappedUrl);
}

const subjectOf = (name: string) => `server ${name}`;

/**
 * Wraps the servers' addresses by the current master key, each by itself, so that it may be interrupted anywhere.
 * @throws TenancyError `master_key_unknown`, `key_unreadable`
 */
export async function rewrapServers(catalog: CatalogDb, masterKeys: MasterKeys): Promise<void> {
  const rows = await catalog.datasourceServer.findMany({
    where: { masterKeyId: { not: masterKeys.current.id } },
  });
  for (const row of rows) {
    const data = wrapServerUrl(masterKeys, row.name, openServerUrl(masterKeys, row));
    await catalog.datasourceServer.updateMany({
      where: { name: row.name, wrappedUrl: row.wrappedUrl },
      data,
    });
  }
}

/** Nothing is asked of any server before a tenant needs it. */
export function createAddedServers(options: AddedServersOptions): AddedServers {
  const { catalog, masterKeys } = options;
  const datasources: Record<string, Datasource> = {};
  const known = new Map<string, DatasourceServer>();
  let looking: Promise<void> | null = null;

  async function look(): Promise<void> {
    const rows = await catalog.datasourceServer.findMany({ orderBy: { name: "asc" } });
    for (const row of rows) {
      if (!known.has(row.name)) {
        const ownerUrl = openServerUrl(masterKeys, row);
        datasources[row.name] = serverDatasource({ ...row, ...options, ownerUrl }).datasource;
      }
      known.set(row.name, row);
    }
    const names = new Set(rows.map(({ name }) => name));
    for (const name of known.keys()) {
      if (names.has(name)) continue;
      known.delete(name);
      const gone = datasources[name];
      delete datasources[name];
      // Nobody's tenant is there any more.
      await gone?.close?.().catch(() => {});
    }
  }

  return {
    datasources,
    open: (isolation) =>
      [...known.values()]
        .filter((row) => row.isolation === isolation && !row.draining)
        .map(({ name }) => name),
    isDraining: (name) => known.get(name)?.draining === true,
    async refresh() {
      // Who comes while it looks may have to see what was written since it began.
      while (looking !== null) await looking;
      looking = look().finally(() => {
        looking = null;
      });
      await looking;
    },
  };
}

/** For an installation that cannot open any. */
export function noServers(): AddedServers {
  return { datasources: {}, open: () => [], isDraining: () => false, refresh: async () => {} };
}

export interface ServerOptions extends Pick<ServerSecrets, "appPassword"> {
  name: string;
  ownerUrl: string;
  isolation: string;
  processId?: string;
  history?: TenantHistory;
}

/** A server's datasource, and what makes it ready for tenants or says why it cannot be. */
export function serverDatasource(options: ServerOptions) {
  const { name, ownerUrl, isolation, processId } = options;
  const password = options.appPassword(name);
  const appUrl = appLoginUrl({ ownerUrl, password });
  const server = createPostgresServer({ ownerUrl, appUrl, processId });
  const place = { server, migrations: (options.history ?? codeHistory()).postgresql };
  const plain = isolation === "row" ? createRowDatasource(place) : createSchemaDatasource(place);

  async function inspect() {
    await ensureAppLogin({ ownerUrl, password });
    await server.ready();
    return (await plain.inspect?.()) ?? [];
  }

  /** Makes the application's login, and looks whether tenants would be safely apart. */
  async function prepare(): Promise<void> {
    assertNoErrors((await inspect()).map((finding) => ({ datasource: name, ...finding })));
  }

  const datasource: Datasource = {
    ...preparedFirst(plain, prepare),
    // Nobody else has to wait for a server that is down: its own tenants are refused, as nothing reaches it unprepared.
    inspect: () => inspect().catch((error: unknown) => [unreachable(name, error)]),
  };
  /** The ids of the tenants that have a place there, whatever the catalog says. */
  async function tenantsThere(): Promise<string[]> {
    const { rows } = await server.owner.query(isolation === "row" ? tenantsInRows : tenantsInSchemas);
    return rows.map(([id]) => String(id));
  }

  return { server, datasource, prepare, tenantsThere };
}

const tenantsInRows = "SELECT tenant_id::text FROM acre.row_tenants";
const tenantsInSchemas =
  "SELECT substr(nspname, 3)::uuid::text FROM pg_catalog.pg_namespace WHERE nspname ~ '^t_[0-9a-f]{32}$'";

function unreachable(name: string, error: unknown) {
  const reason = error instanceof Error && error.message !== "" ? error.message : String(error);
  return {
    severity: "warning" as const,
    code: "server_unusable",
    object: `server ${name}`,
    problem: `its tenants cannot be reached (${reason})`,
    fix: `start it, or see \`acre datasource list\``,
  };
}
