import type { TenantDb } from "@acre/db";
import { cutAccountsOff, settle } from "../first-settings";

/** Gives an imported tenant what the product counts on and the source may not have. Doing it twice is doing it once. */
export async function finishTenant(db: TenantDb, company: string): Promise<void> {
  await cutAccountsOff(db);
  if ((await db.companySettings.count()) === 0) await settle(db, company);
  await advanceTaskNumbers(db);
}

// The next task gets a number that none has.
async function advanceTaskNumbers(db: TenantDb): Promise<void> {
  const newest = await db.task.groupBy({ by: ["projectId"], _max: { number: true } });
  for (const { projectId: id, _max } of newest) {
    const lastTaskNumber = _max.number ?? 0;
    await db.project.updateMany({
      where: { id, lastTaskNumber: { lt: lastTaskNumber } },
      data: { lastTaskNumber },
    });
  }
}
