import { createHash } from "node:crypto";
import type { TenantTx } from "@acre/db";
import { entryHash } from "./chain";

/** What a log's entries come to that were written before it was chained. */
export interface Earlier {
  entries: number;
  /** SHA-256 over all of them in the order of their ids, hex. */
  digest: string;
}

const batch = 1000;

/** Null when there are none. */
export async function summarizeEarlier(tx: TenantTx): Promise<Earlier | null> {
  const digest = createHash("sha256");
  let entries = 0;
  for (let after = ""; ; ) {
    const rows = await tx.auditEvent.findMany({
      where: { seq: null, id: { gt: after } },
      orderBy: { id: "asc" },
      take: batch,
    });
    for (const row of rows) digest.update(entryHash("", { ...row, seq: 0 }));
    entries += rows.length;
    after = rows.at(-1)?.id ?? after;
    if (rows.length < batch) break;
  }
  return entries === 0 ? null : { entries, digest: digest.digest("hex") };
}
