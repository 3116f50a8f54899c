import { isTenancyError } from "@acre/tenancy";
import { type Appended, onAppended } from "../../audit/appended";
import { codeOf } from "../../translate-error";
import type { Platform } from "../platform";
import { markDue } from "../webhooks/mark-due";
import { moveAnchor } from "./anchor";

const waitMs = 400;
// A transaction that has not ended by then was taken back.
const longestTransactionMs = 20_000;
const atOnce = 4;
// It is being made, moved or brought up to date.
const passingCodes = new Set<string | null>([
  "tenant_provisioning",
  "tenant_moving",
  "tenant_outdated",
  "tenant_busy",
  "lease_lost",
]);

interface Waiting {
  /** The newest entry heard of. */
  seq: number;
  /** Messages to webhooks came with it. */
  queued: Appended["queued"];
  since: number;
}

/**
 * Has the senders look for messages once the change is kept that queued them, and anchors the logs of the tenants that this process writes to, a moment after each change and once more when it ends.
 * It is in nobody's way: no change waits for it.
 * @returns ends it, when what is due has been anchored
 */
export function keepAnchors(platform: Platform): () => Promise<void> {
  const { catalog, tenancy } = platform;
  const waiting = new Map<string, Waiting>();
  const told = new Set<string>();
  let pass: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;

  const end = onAppended(({ tenantId, seq, queued }) => {
    const known = waiting.get(tenantId);
    waiting.set(tenantId, {
      seq: Math.max(seq, known?.seq ?? 0),
      queued: known?.queued === true ? true : queued || (known?.queued ?? false),
      since: Date.now(),
    });
    schedule();
  });

  function schedule(): void {
    if (timer !== null) return;
    timer = setTimeout(() => {
      pass = pass.then(anchorAll).finally(() => {
        timer = null;
        if (waiting.size > 0) schedule();
      });
    }, waitMs);
    timer.unref();
  }

  async function anchorAll(): Promise<void> {
    const due = [...waiting];
    const workers = Array.from({ length: Math.min(atOnce, due.length) }, async () => {
      for (let next = due.pop(); next; next = due.pop()) await anchor(...next);
    });
    await Promise.all(workers);
  }

  async function anchor(tenantId: string, wanted: Waiting): Promise<void> {
    try {
      const reached = await moveAnchor(catalog, tenantId, await tenancy.connectById(tenantId));
      if (reached === null) tell(tenantId);
      // Not there yet: the transaction is still open.
      else if (reached.seq < wanted.seq && Date.now() - wanted.since < longestTransactionMs) return;
      if (wanted.queued) await markDue(catalog, tenantId, { known: wanted.queued === "perhaps" });
    } catch (error) {
      const passing = passingCodes.has(codeOf(error));
      if (passing && Date.now() - wanted.since < longestTransactionMs) return;
      // Gone, or closed: whoever writes to it next brings the anchor on.
      if (!isTenancyError(error)) platform.warn(`The log of tenant ${tenantId} was not anchored`, error);
    }
    if (waiting.get(tenantId) === wanted) waiting.delete(tenantId);
  }

  function tell(tenantId: string): void {
    if (told.has(tenantId)) return;
    told.add(tenantId);
    platform.warn(
      `The audit log of tenant ${tenantId} does not lead on from where it was anchored. Look at it with: npx acre audit verify --all`,
    );
  }

  return async () => {
    end();
    if (timer) clearTimeout(timer);
    await pass;
    await anchorAll();
  };
}
