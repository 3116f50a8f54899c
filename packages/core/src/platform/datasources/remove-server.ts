import { openServerUrl, serverDatasource } from "@acre/db/platform";
import { AppError } from "../../errors";
import { explainDatabaseTrouble } from "../database-trouble";
import { audited } from "../operators/audited";
import type { Operator } from "../operators/operator";
import type { Platform } from "../platform";
import { findServer } from "./find-server";

export interface RemovedServer {
  name: string;
}

/**
 * Forgets a server. Nothing on it is changed, and no tenant may be on it, nor the old data of one that was moved.
 * @throws AppError `not_found`, `invalid_input` naming what is still there; what reaching the server throws
 */
export async function removeServer(operator: Operator, name: string): Promise<RemovedServer> {
  const { platform } = operator;
  await findServer(platform, name);
  return audited(operator, { action: "datasource.removed", tenantId: null, detail: { name } }, async () => {
    const { catalog, servers } = platform;
    // Before it is looked at: otherwise a tenant could come in between.
    await catalog.datasourceServer.update({ where: { name }, data: { draining: true } });
    await servers.refresh();
    await assertEmpty(platform, name);
    await catalog.datasourceServer.deleteMany({ where: { name } });
    await servers.refresh();
    return { name };
  });
}

async function assertEmpty(platform: Platform, name: string): Promise<void> {
  const { catalog } = platform;
  const there = { where: { datasource: name }, select: { slug: true }, orderBy: { slug: "asc" } } as const;
  const [count, some] = await Promise.all([
    catalog.tenant.count({ where: there.where }),
    catalog.tenant.findMany({ ...there, take: 3 }),
  ]);
  if (count > 0) {
    const slugs = some.map(({ slug }) => slug).join(", ");
    throw new AppError(
      "invalid_input",
      `${name} has ${count} tenants (${slugs}${count > some.length ? ", …" : ""}). It is drained now; move them away first, such as: npx acre tenant move ${some[0]?.slug} --to PLACE`,
    );
  }
  const running = await catalog.tenantOperation.findFirst({
    where: { running: { not: null }, state: { contains: JSON.stringify(name) } },
  });
  if (running) {
    throw new AppError(
      "invalid_input",
      `A ${running.kind} of tenant ${running.tenantId} that concerns ${name} is under way. Try again when it has ended.`,
    );
  }
  const kept = await keptThere(platform, name);
  if (kept !== null) {
    throw new AppError(
      "invalid_input",
      `${name} still keeps the old data of ${kept}, which was moved. Remove that first: npx acre tenant move ${kept} --confirm`,
    );
  }
}

/** A tenant whose old data is still there after a move. */
async function keptThere(platform: Platform, name: string): Promise<string | null> {
  const { isolation, wrappedUrl, masterKeyId } = await findServer(platform, name);
  const ownerUrl = openServerUrl(platform.masterKeys, { name, wrappedUrl, masterKeyId });
  const { serverPassword: appPassword } = platform;
  const { server, tenantsThere } = serverDatasource({ name, ownerUrl, isolation, appPassword });
  try {
    for (const id of await tenantsThere()) {
      const tenant = await platform.catalog.tenant.findUnique({ where: { id }, select: { slug: true } });
      if (tenant) return tenant.slug;
    }
    return null;
  } catch (error) {
    throw explainDatabaseTrouble(error, `of ${name}`);
  } finally {
    await server.close();
  }
}
