/** The two languages that tenants' databases speak. The names of migrations are the same in both. */
export type SqlDialect = "sqlite" | "postgresql";

/** In which one the tenants of an isolation model are asked, and their migrations written. */
export function dialectOf(isolation: string): SqlDialect {
  return isolation === "database" ? "sqlite" : "postgresql";
}
