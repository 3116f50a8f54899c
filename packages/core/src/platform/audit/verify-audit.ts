import { type ChainReport, verifyChain } from "../../audit/verify-chain";
import { codeOf, translateError } from "../../translate-error";
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
    const db = await tenancy.connectById(id);
    // First the anchor: what is written meanwhile only takes the log further.
    const anchor = await readAnchor(catalog, id, db);
    const report = await verifyChain(db, anchor);
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

/** What came of one tenant. */
export interface AuditVerdict {
  slug: string;
  whole: boolean;
  /** Null when it could not be read. */
  report: VerifiedAudit | null;
  error: { code: string; message: string } | null;
}

/**
 * Verifies the logs of several tenants, one after the other; one that cannot be read does not stop the rest.
 * @param slugs null for every tenant that can be opened at all
 * @param onProgress told how many of how many are done, after each
 */
export async function verifyAudits(
  platform: Platform,
  slugs: readonly string[] | null,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<AuditVerdict[]> {
  const wanted = slugs ?? (await everySlug(platform));
  const verdicts: AuditVerdict[] = [];
  for (const slug of wanted) {
    verdicts.push(await judge(platform, slug));
    onProgress(verdicts.length, wanted.length);
  }
  return verdicts;
}

async function judge(platform: Platform, slug: string): Promise<AuditVerdict> {
  try {
    const report = await verifyAudit(platform, slug);
    return { slug, whole: report.problems.length === 0, report, error: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { slug, whole: false, report: null, error: { code: codeOf(error) ?? "unexpected", message } };
  }
}

async function everySlug({ catalog }: Platform): Promise<string[]> {
  const tenants = await catalog.tenant.findMany({
    where: { status: { in: ["active", "read_only", "moving", "suspended"] } },
    select: { slug: true },
    orderBy: { slug: "asc" },
  });
  return tenants.map(({ slug }) => slug);
}
