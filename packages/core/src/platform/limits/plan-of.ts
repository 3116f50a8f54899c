import type { TenantContext } from "../../context";

const keptMs = 60_000;
const mostKept = 5000;
const kept = new Map<string, { plan: string; until: number }>();

/** The plan a workspace is on, as it was a minute ago at most: it only says how much is allowed. */
export async function planOf({ db, tenant }: TenantContext): Promise<string> {
  const now = Date.now();
  const known = kept.get(tenant.id);
  if (known && known.until > now) return known.plan;
  const settings = await db.companySettings.findFirst({ select: { plan: true } });
  const plan = settings?.plan ?? "trial";
  // Put at the end, so that the first are those asked for longest ago.
  kept.delete(tenant.id);
  kept.set(tenant.id, { plan, until: now + keptMs });
  for (const id of kept.keys()) {
    if (kept.size <= mostKept) break;
    kept.delete(id);
  }
  return plan;
}
