import type { CatalogDb } from "@acre/db/platform";
import { z } from "zod";
import type { Platform } from "../platform";

/** What the installation came to on one day. */
export interface FleetDay {
  /** YYYY-MM-DD, UTC. */
  day: string;
  tenants: number;
  users: number;
  projects: number;
  tasks: number;
  activePeople: number;
  bytes: number;
  /** Tenants by isolation model. */
  isolation: Record<string, number>;
  requests: number;
  errors: number;
}

const isolationShape = z.record(z.string(), z.number());

/** The installation day by day, oldest first; the last `days` days of those that were counted, 90 unless said. */
export async function fleetHistory({ catalog }: Platform, { days = 90 } = {}): Promise<FleetDay[]> {
  const rows = await catalog.fleetDay.findMany({ orderBy: { day: "desc" }, take: days });
  return rows.reverse().map((row) => ({
    ...row,
    bytes: Number(row.bytes),
    isolation: isolationShape.parse(JSON.parse(row.isolation)),
  }));
}

/** How an instant's day is called. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** Writes what the kept figures come to now as this day's; requests and errors of the day stay. */
export async function keepFleetDay(catalog: CatalogDb, now: Date): Promise<void> {
  const day = dayOf(now);
  const totals = await fleetNow(catalog);
  await catalog.fleetDay.upsert({ where: { day }, create: { day, ...totals }, update: totals });
}

async function fleetNow(catalog: CatalogDb) {
  const there = { previewOf: null, status: { not: "provisioning" } };
  const models = await catalog.tenant.groupBy({ by: ["isolation"], where: there, _count: { _all: true } });
  const { _sum: sum } = await catalog.tenantStatistics.aggregate({
    where: { tenant: there },
    _sum: { users: true, projects: true, tasks: true, activePeople: true, bytes: true },
  });
  const isolation = Object.fromEntries(models.map((model) => [model.isolation, model._count._all]));
  return {
    tenants: models.reduce((total, model) => total + model._count._all, 0),
    users: sum.users ?? 0,
    projects: sum.projects ?? 0,
    tasks: sum.tasks ?? 0,
    activePeople: sum.activePeople ?? 0,
    bytes: sum.bytes ?? 0n,
    isolation: JSON.stringify(isolation),
  };
}
