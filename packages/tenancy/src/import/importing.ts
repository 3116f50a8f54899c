import { resolve } from "node:path";
import { assertSameTables } from "../bundle/copy-tenant";
import type { PortableRow } from "../bundle/portable";
import type { TenantLoader } from "../bundle/snapshot";
import { isTenancyError, TenancyError } from "../errors";
import type { Migration } from "../migrations/migration";
import { rowMapper } from "./map-row";
import { invalidMapping, type Mapping, parseMapping } from "./mapping";
import { planImport, type TablePlan, type ValueChecks } from "./plan";
import { openPostgresSource } from "./postgres-source";
import { rowsQuery, unplacedQuery } from "./queries";
import { keyText } from "./record-ids";
import { TableCount, type TableReport } from "./report";
import { Seen } from "./seen";
import type { ImportSource } from "./source";
import { openSqliteSource } from "./sqlite-source";
import { targetSchema } from "./target-schema";
import { type ImportedTenant, listTenants } from "./tenant-list";

export interface ImportOptions {
  /** The mapping as it was parsed from JSON. */
  mapping: unknown;
  /** Where a SQLite source's path begins, unless it is absolute. */
  dir: string;
  /** Where the address of a PostgreSQL source is looked up. */
  variables: Readonly<Record<string, string | undefined>>;
  /** The tenants' migrations for SQLite, from which the tables are read. */
  migrations: readonly Migration[];
  checks?: ValueChecks;
  reservedSlugs?: readonly string[];
}

/** Told how many rows of a table have been read. */
type OnRows = (table: string, rows: number) => void;

/** An import that is ready: the mapping fits, and the source is open at one moment. */
export interface Importing {
  readonly name: string;
  readonly onBadRow: Mapping["onBadRow"];
  readonly tenants: readonly ImportedTenant[];
  /** Rows of no customer, by table: they become nobody's. */
  unplaced(): Promise<TableReport[]>;
  /** Reads everything of a tenant's and says what would come of it. */
  survey(tenant: ImportedTenant, onProgress?: OnRows): Promise<TableReport[]>;
  /** Puts a tenant's rows into a loader, which the caller commits. Throws `import_refused`, and what it throws itself. */
  fill(tenant: ImportedTenant, loader: TenantLoader, onProgress?: OnRows): Promise<TableReport[]>;
  /** Ends the view of the source. Call it whatever happened. */
  close(): Promise<void>;
}

/**
 * Opens an existing database to make tenants from it. Changes nothing there or here. Throws `import_mapping_invalid`,
 * `import_source_unreadable`, `import_refused` for customers that cannot become tenants.
 */
export async function openImport(options: ImportOptions): Promise<Importing> {
  const mapping = parseMapping(options.mapping);
  const schema = targetSchema(options.migrations);
  const source = await openSource(mapping, options);
  try {
    const plans = await planImport({ mapping, schema, source, checks: options.checks ?? {} });
    const tenants = await listTenants(source, mapping, options.reservedSlugs ?? []);
    const now = new Date().toISOString();
    const pass = (tenant: ImportedTenant, loader: TenantLoader | null, onProgress: OnRows = () => {}) =>
      passOver({ source, plans, tenant, now, onProgress }, loader);
    return {
      name: mapping.name,
      onBadRow: mapping.onBadRow,
      tenants,
      unplaced: () => findUnplaced(source, plans, mapping),
      survey: (tenant, onProgress) => pass(tenant, null, onProgress),
      async fill(tenant, loader, onProgress) {
        assertSameTables(schema.tables, loader.tables);
        return pass(tenant, loader, onProgress).catch((error: unknown) => {
          throw withoutContent(error, tenant);
        });
      },
      close: () => source.close(),
    };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function openSource({ source }: Mapping, { dir, variables }: ImportOptions): Promise<ImportSource> {
  if ("sqlite" in source) return openSqliteSource(resolve(dir, source.sqlite));
  const url = variables[source.postgresUrlFrom];
  if (url) return openPostgresSource(url, source.schema);
  const message = `Set ${source.postgresUrlFrom} in the environment to the source's address, postgres://…`;
  throw invalidMapping([{ path: ["source", "postgresUrlFrom"], message }]);
}

interface Pass {
  source: ImportSource;
  plans: readonly TablePlan[];
  tenant: ImportedTenant;
  now: string;
  onProgress: OnRows;
}

async function passOver(
  { source, plans, tenant, now, onProgress }: Pass,
  loader: TenantLoader | null,
): Promise<TableReport[]> {
  const seen = new Seen();
  const reports: TableReport[] = [];
  try {
    for (const plan of plans) {
      const count = new TableCount(plan.target.name, plan.from);
      const map = rowMapper(plan, { tenantId: tenant.id, seen, now });
      await loader?.begin(plan.target.name);
      for await (const batch of source.rows(rowsQuery(source, plan, tenant.key))) {
        const rows: PortableRow[] = [];
        for (const values of batch) {
          const mapped = map(values);
          if ("reason" in mapped) {
            count.bad(mapped.reason, mapped.column, mapped.key);
          } else {
            count.good(mapped.cleared);
            rows.push(mapped.row);
          }
        }
        if (rows.length > 0) await loader?.write(rows);
        onProgress(plan.target.name, count.report().read);
      }
      reports.push(count.report());
    }
    return reports;
  } finally {
    seen.close();
  }
}

async function findUnplaced(
  source: ImportSource,
  plans: readonly TablePlan[],
  { tenants }: Mapping,
): Promise<TableReport[]> {
  if (tenants === undefined) return [];
  const reports: TableReport[] = [];
  for (const plan of plans) {
    const count = new TableCount(plan.target.name, plan.from);
    for await (const batch of source.rows(unplacedQuery(source, plan, tenants)))
      for (const key of batch) count.bad("no_tenant", null, keyText(key));
    const report = count.report();
    if (report.skipped > 0) reports.push(report);
  }
  return reports;
}

// A database that refuses a row quotes it.
function withoutContent(error: unknown, { slug }: ImportedTenant): unknown {
  if (!isTenancyError(error, "load_refused") && !isTenancyError(error, "value_unportable")) return error;
  const [, table] = /table "?(\w+)"?|value in (\w+)/.exec(error.message) ?? [];
  return new TenancyError(
    "import_refused",
    `The database refused a row of ${table ?? "a table"} for ${slug} (${error.code}). Nothing of this tenant was kept; look at that table's rules and at the mapping.`,
  );
}
