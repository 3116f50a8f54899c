import { leastTenants } from "@acre/tenancy";
import type { Platform } from "../platform";
import { type PlaceWish, wishedPlace } from "./places";

/** As a `PlaceWish`, or the place where there are fewest tenants. */
export interface ChosenPlace extends PlaceWish {
  /** Of the places of `isolation`, or else of the model that new tenants have. */
  placement?: "least-tenants";
}

/**
 * The name of the place that a new tenant is to have; undefined when that is left to the installation.
 * @throws as `wishedPlace` does
 */
export async function chosenPlace(
  platform: Platform,
  { placement, ...wish }: ChosenPlace,
): Promise<string | undefined> {
  if (placement === undefined || wish.to !== undefined) return wishedPlace(platform, wish);
  const { catalog, env, servers, tenancy } = platform;
  const isolation = wish.isolation ?? env.isolation;
  const names = tenancy
    .places()
    .filter((place) => place.isolation === isolation && !servers.isDraining(place.datasource))
    .map(({ datasource }) => datasource);
  // Says which places there are.
  if (names.length === 0) return wishedPlace(platform, { isolation });
  const counts = await catalog.tenant.groupBy({ by: ["datasource"], _count: true });
  return leastTenants(names)(new Map(counts.map(({ datasource, _count }) => [datasource, _count])));
}
