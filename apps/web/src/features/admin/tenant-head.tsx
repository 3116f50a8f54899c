import type { TenantPage } from "@acre/core/platform";
import { Instant } from "@/components/instant";
import { Facts } from "./facts";
import { StatusWord } from "./status-word";

/** Where a tenant stands and how it is kept. */
export function TenantHead({ page: { tenant, operation } }: { page: TenantPage }) {
  return (
    <Facts
      facts={[
        ["Status", <StatusWord key="status" status={tenant.status} />],
        ["Kept as", tenant.isolation],
        ["Place", tenant.datasource],
        [
          "Schema",
          <span key="schema" className="font-mono text-small">
            {tenant.schemaVersion ?? "–"}
          </span>,
        ],
        ["Accounts", String(tenant.memberships)],
        ["Template", tenant.template ? "yes" : "no"],
        ["Made", <Instant key="made" at={tenant.createdAt} />],
        ...(tenant.deleteAt === null
          ? []
          : [["Deleted on", <Instant key="deleted" at={tenant.deleteAt} />] as const]),
        ...(operation === null ? [] : [["Under way", `${operation.kind}: ${operation.step}`] as const]),
        [
          "Id",
          <span key="id" className="break-all font-mono text-small">
            {tenant.id}
          </span>,
        ],
      ]}
    />
  );
}
