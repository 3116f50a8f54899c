// Figures of tenants and of the installation, kept in the catalog so that a page over all of them opens at once.
export { type FleetDay, fleetHistory } from "./fleet-history";
export {
  type ListStatisticsInput,
  listStatisticsInput,
  listTenantStatistics,
  readTenantStatistics,
  type StatisticsPage,
  type StatisticsSort,
  type StatisticsTotals,
  statisticsSorts,
} from "./list-statistics";
export { type RefreshedStatistics, type RefreshOptions, refreshStatistics } from "./refresh-statistics";
export type { KeptFigures, TenantStatistics } from "./statistics-view";
export { type FleetStats, fleetStats, type TenantStats, tenantStats } from "./tenant-stats";
