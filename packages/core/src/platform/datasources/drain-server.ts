import { audited } from "../operators/audited";
import type { Operator } from "../operators/operator";
import { findServer } from "./find-server";
import { presentServer, type ServerSummary } from "./present";

/**
 * Gives a server no new tenants, or gives it some again. Those that are there stay, and are moved one by one.
 * @throws AppError `not_found`
 */
export async function drainServer(
  operator: Operator,
  name: string,
  draining = true,
): Promise<ServerSummary & { tenants: number }> {
  const { catalog, servers } = operator.platform;
  await findServer(operator.platform, name);
  const action = draining ? "datasource.drained" : "datasource.reopened";
  return audited(operator, { action, tenantId: null, detail: { name } }, async () => {
    const row = await catalog.datasourceServer.update({ where: { name }, data: { draining } });
    await servers.refresh();
    return { ...presentServer(row), tenants: await catalog.tenant.count({ where: { datasource: name } }) };
  });
}
