import type { Datasource } from "./datasource";
import { TenancyError } from "./errors";
import type { Registry, TenantRecord } from "./registry";

/** Where a tenant is, or is to be, as its record says it. */
export type Placement = Pick<TenantRecord, "isolation" | "datasource">;

/** How many tenants, in whatever status, each datasource has by the registry. */
export type Load = ReadonlyMap<string, number>;

/** Says where the next tenant goes: the name of a datasource. */
export type PlacementPolicy = (load: Load) => string | Promise<string>;

/**
 * Puts each new tenant where there are fewest, of these datasources; the first of them where there are as many. Tenants
 * made at the same moment are not counted by each other. Throws a RangeError when no name is given.
 */
export function leastTenants(names: readonly string[]): PlacementPolicy {
  const [first, ...others] = names;
  if (first === undefined) throw new RangeError("leastTenants needs the name of a datasource.");
  return (load) => {
    const tenantsAt = (name: string) => load.get(name) ?? 0;
    return others.reduce((best, name) => (tenantsAt(name) < tenantsAt(best) ? name : best), first);
  };
}

export interface PlacingOptions {
  registry: Registry;
  datasources: Readonly<Record<string, Datasource>>;
  newTenants?: { datasource: string } | PlacementPolicy;
}

/**
 * A function that says where the next tenant goes. Throws `datasource_unknown` when nobody said where, and for a fixed
 * place that is none; the function does when a policy names none.
 */
export function createPlacing(
  { registry, datasources, newTenants }: PlacingOptions,
  datasource: (name: string) => Datasource,
): () => Promise<Placement> {
  const at = (name: string): Placement => ({ isolation: datasource(name).model, datasource: name });
  if (typeof newTenants === "function") return async () => at(await newTenants(await registry.load()));
  const fixed = at(newTenants?.datasource ?? onlyOne(datasources));
  return async () => fixed;
}

function onlyOne(datasources: PlacingOptions["datasources"]): string {
  const names = Object.keys(datasources);
  const [only] = names;
  if (only !== undefined && names.length === 1) return only;
  throw new TenancyError("datasource_unknown", "Say with newTenants where new tenants go.");
}
