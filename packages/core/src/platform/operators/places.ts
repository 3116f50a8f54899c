import type { IsolationModel } from "@acre/tenancy";
import { AppError } from "../../errors";
import type { Platform } from "../platform";
import type { Operator } from "./operator";

/** A place where tenants live. */
export interface PlaceSummary {
  name: string;
  isolation: IsolationModel;
  /** How many, in whatever status. */
  tenants: number;
  /** Whether new tenants go there. */
  forNew: boolean;
  /** Whether it gets no new tenants. */
  draining: boolean;
}

/** The places that tenants can be put in, from the catalog alone. */
export async function listPlaces({ platform }: Operator): Promise<PlaceSummary[]> {
  const { catalog, tenancy, servers } = platform;
  await servers.refresh();
  const counts = await catalog.tenant.groupBy({ by: ["datasource"], _count: true });
  const tenantsAt = new Map(counts.map(({ datasource, _count }) => [datasource, _count]));
  const next = await tenancy.placeNewTenant();
  return tenancy.places().map(({ datasource: name, isolation }) => ({
    name,
    isolation,
    tenants: tenantsAt.get(name) ?? 0,
    forNew: name === next.datasource,
    draining: servers.isDraining(name),
  }));
}

/** Where an operator wants a tenant: a place by its name, or the only one of an isolation model. */
export interface PlaceWish {
  to?: string;
  isolation?: IsolationModel;
}

/**
 * The name of the place that is meant; undefined when nothing is wished.
 * @throws AppError `invalid_input` naming the places there are, when none or several are meant
 */
export function wishedPlace(
  { tenancy, servers }: Platform,
  { to, isolation }: PlaceWish,
): string | undefined {
  if (to === undefined && isolation === undefined) return undefined;
  const all = tenancy.places();
  const places = all.filter(({ datasource }) => !servers.isDraining(datasource));
  const meant = places.filter(
    (place) =>
      (to === undefined || place.datasource === to) &&
      (isolation === undefined || place.isolation === isolation),
  );
  const [place] = meant;
  if (place !== undefined && meant.length === 1) return place.datasource;
  if (to !== undefined && servers.isDraining(to)) {
    throw new AppError(
      "invalid_input",
      `${to} is being drained and gets no more tenants. To give it some again: npx acre datasource drain ${to} --undo`,
    );
  }
  const wish = [to, isolation && `of the model ${isolation}`].filter(Boolean).join(" ");
  const known = places.map((known) => `${known.datasource} (${known.isolation})`).join(", ");
  throw new AppError(
    "invalid_input",
    `${meant.length === 0 ? "There is no place" : "There is more than one place"} ${wish}. There are: ${known}.`,
  );
}
