import type { Engine } from "./engine";
import type { PoolCounts } from "./pool/connection-pool";
import type { PoolGauges } from "./postgres/server-pool";

/** The connections to one server, and the datasources whose tenants share them. */
export interface ServerGauges extends PoolGauges {
  datasources: string[];
}

/** Tenants' connections, as `PoolCounts` tells them, and the servers'. */
export interface TenancyGauges extends PoolCounts {
  /** Statements of tenants in files that have had their share of the process for now. */
  waitingForTurn: number;
  servers: ServerGauges[];
}

/** How busy everything is that tenants share. */
export function gaugesOf<Client>({ pool, shares, options }: Engine<Client>): TenancyGauges {
  const servers = new Map<object, ServerGauges>();
  for (const [name, { connections }] of Object.entries(options.datasources)) {
    if (connections === undefined) continue;
    const known = servers.get(connections);
    if (known === undefined) servers.set(connections, { datasources: [name], ...connections.gauges() });
    else known.datasources.push(name);
  }
  return { ...pool.counts(), waitingForTurn: shares.waiting, servers: [...servers.values()] };
}
