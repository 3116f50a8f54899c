import { codeOf } from "../../translate-error";
import type { Operator } from "./operator";

export interface OperatorAction {
  /** Dotted and past tense, such as `tenant.renamed`. */
  action: string;
  /** Null for what concerns the whole installation. */
  tenantId: string | null;
  /** What was asked for: ids, slugs, figures. Never content, never secrets. */
  detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * Runs what an operator does to a tenant and keeps it in the catalog's log, where it outlives the tenant: that it was
 * begun before anything is touched, and how it ended. An entry that stays "begun" was cut off.
 * @param work gets the id of the entry
 * @throws what `work` throws
 */
export async function audited<T>(
  { platform, actor }: Operator,
  { action, tenantId, detail = {} }: OperatorAction,
  work: (entry: string) => Promise<T>,
): Promise<T> {
  const { operatorEvent } = platform.catalog;
  const begun = { ...detail, outcome: "begun" };
  const { id } = await operatorEvent.create({
    data: { action, tenantId, actor, detail: JSON.stringify(begun) },
    select: { id: true },
  });
  const end = (outcome: Record<string, string>) =>
    operatorEvent.update({ where: { id }, data: { detail: JSON.stringify({ ...detail, ...outcome }) } });
  try {
    const result = await work(id);
    await end({ outcome: "done" });
    return result;
  } catch (error) {
    await end({ outcome: "failed", reason: codeOf(error) ?? "unexpected" }).catch(() => {});
    throw error;
  }
}
