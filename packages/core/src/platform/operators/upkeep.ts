import { isTenancyError, type VacuumReport } from "@acre/tenancy";
import { codeOf } from "../../translate-error";
import { audited } from "./audited";
import { findTenant } from "./find-tenant";
import type { Operator } from "./operator";

/**
 * Gives back the space that deleted rows took.
 * @throws AppError `not_found`; what `Tenants.vacuum` throws
 */
export async function vacuumTenant(
  operator: Operator,
  slug: string,
): Promise<VacuumReport & { slug: string }> {
  const { platform } = operator;
  const { id } = await findTenant(platform, slug);
  return audited(operator, { action: "tenant.vacuumed", tenantId: id }, async () => ({
    slug,
    ...(await platform.tenancy.tenants.vacuum(id)),
  }));
}

/**
 * Puts a tenant in a file under a new key. Cut off, it is finished by asking again.
 * @throws AppError `not_found`; TenancyError `keys_unsupported`, and what else `Tenants.rotateKey` throws
 */
export async function rotateKey(operator: Operator, slug: string): Promise<{ id: string; slug: string }> {
  const { id } = await findTenant(operator.platform, slug);
  await rotate(operator, id);
  return { id, slug };
}

export interface RotatedKeys {
  rotated: number;
  /** Tenants that are under the key they were under, and why. */
  failed: { slug: string; code: string; message: string }[];
}

/**
 * Puts every tenant that has a key of its own under a new one, one after the other. A failure does not stop the rest.
 * @param onProgress told how many of how many are done, after each
 */
export async function rotateAllKeys(
  operator: Operator,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<RotatedKeys> {
  const tenants = await operator.platform.catalog.tenant.findMany({
    where: { isolation: "database", status: { in: ["active", "read_only", "suspended"] } },
    select: { id: true, slug: true },
    orderBy: { id: "asc" },
  });
  const report: RotatedKeys = { rotated: 0, failed: [] };
  for (const [index, { id, slug }] of tenants.entries()) {
    try {
      await rotate(operator, id);
      report.rotated += 1;
    } catch (error) {
      // Erased meanwhile.
      if (!isTenancyError(error, "tenant_not_found")) report.failed.push({ slug, ...reasonOf(error) });
    }
    onProgress(index + 1, tenants.length);
  }
  return report;
}

function rotate(operator: Operator, id: string): Promise<void> {
  const { tenants } = operator.platform.tenancy;
  return audited(operator, { action: "tenant.key_rotated", tenantId: id }, () => tenants.rotateKey(id));
}

function reasonOf(error: unknown): { code: string; message: string } {
  const message = error instanceof Error ? error.message : String(error);
  return { code: codeOf(error) ?? "unexpected", message };
}
