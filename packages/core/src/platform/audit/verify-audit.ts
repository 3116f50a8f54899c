import { type ChainReport, verifyChain } from "../../audit/verify-chain";
import { translateError } from "../../translate-error";
import { findTenant } from "../operators/find-tenant";
import type { Platform } from "../platform";
import { readAnchor } from "./anchor";
import { lastRestore } from "./restored";

export interface VerifiedAudit extends ChainReport {
  id: string;
  slug: string;
  /** Where the catalog last saw the log end; null when it never did. */
  anchor: { seq: number; hash: string; at: string } | null;
  /** When an operator last put an older or another state of it in place: ISO 8601 instant; null for never. */
  restoredAt: string | null;
}

/**
 * Compares a tenant's audit log with its own hashes, with its head and with the anchor in the catalog.
 * @throws AppError `not_found`, and why the tenant cannot be read now
 */
export async function verifyAudit(platform: Platform, slug: string): Promise<VerifiedAudit> {
  const { catalog, tenancy } = platform;
  const { id } = await findTenant(platform, slug);
  try {
    // First the anchor: what is written meanwhile only takes the log further.
    const anchor = await readAnchor(catalog, id);
    const report = await verifyChain(await tenancy.connectById(id), anchor);
    return {
      id,
      slug,
      ...report,
      anchor: anchor && { seq: anchor.seq, hash: anchor.hash, at: anchor.updatedAt.toISOString() },
      restoredAt: await lastRestore(catalog, id),
    };
  } catch (error) {
    throw translateError(error);
  }
}
