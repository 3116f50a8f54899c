import type { OperationRecord } from "../coordination/ledger";
import type { Operation } from "../coordination/operations";
import type { TenantRecord } from "../registry";
import { endInterruptedMove } from "./ending-move";
import { eraseTenant } from "./erasing";
import { type Life, statusAfter, statusDuring } from "./life";
import { fillings, type Making } from "./making";
import { confirmMove } from "./old-places";
import { undoRestore } from "./restoring";
import { rotateKey } from "./upkeep";

/** An operation that a process died over, and what became of it. */
export interface Interrupted {
  tenantId: string;
  kind: string;
  /**
   * `finished` and `undone`: there is nothing left of it. `left`: it is not one of these, or it failed again; running
   * it again tells more.
   */
  outcome: "finished" | "undone" | "left";
  error?: unknown;
}

/**
 * Finishes or undoes every operation whose process died. One that cannot be brought to an end is reported and does not
 * stop the others.
 */
export async function finishInterrupted<Client>(
  life: Life<Client>,
  making: Making<Client>,
): Promise<Interrupted[]> {
  const ended: Interrupted[] = [];
  for (const operation of await life.engine.coordination.interrupted()) {
    const { tenantId, kind } = operation;
    try {
      ended.push({ tenantId, kind, outcome: await end(life, making, operation) });
    } catch (error) {
      ended.push({ tenantId, kind, outcome: "left", error });
    }
  }
  return ended;
}

async function end<Client>(
  life: Life<Client>,
  making: Making<Client>,
  operation: OperationRecord,
): Promise<Interrupted["outcome"]> {
  const { coordination, registry } = life.engine;
  const { tenantId: id, kind } = operation;
  const tenant = await registry.findById(id);
  if (tenant === null) {
    await coordination.discard(operation);
    return "finished";
  }
  if (isHalfMade(tenant, kind)) {
    await making.undo(id);
    return "undone";
  }
  const resume = <T>(work: (operation: Operation) => Promise<T>) => coordination.operate(id, { kind }, work);
  switch (kind) {
    case "move":
      return (await resume((resumed) => endInterruptedMove(life, resumed))) ? "finished" : "undone";
    case "copy":
    case "restore":
    case "import":
      return resume(async (resumed) => {
        // A new tenant that is not half-made any more is finished.
        if (resumed.statusBefore === "provisioning") return "finished";
        await undoRestore(life, resumed);
        return "undone";
      });
    case "delete":
      return endDelete(life, operation);
    case "rotate_key":
      await rotateKey(life, id);
      return "finished";
    case "confirm_move":
      await confirmMove(life, id);
      return "finished";
    case "status":
      // What the record says is what was asked for.
      await resume(() => coordination.letGoEverywhere(tenant));
      return "finished";
    // What is half migrated is undone by its place; the run it belongs to goes on with the tenant.
    case "migrate":
      await resume(async (resumed) => {
        await life.engine.datasourceOf(tenant).putBack?.(id);
        await reopen(life, resumed);
      });
      return "undone";
    case "vacuum":
      await resume((resumed) => reopen(life, resumed));
      return "undone";
    default:
      return "left";
  }
}

function isHalfMade(tenant: TenantRecord, kind: string): boolean {
  return tenant.status === "provisioning" && fillings.includes(kind);
}

// Whether the archive is there is not known before the erasing began. Then the tenant is as it was.
async function endDelete<Client>(
  life: Life<Client>,
  operation: OperationRecord,
): Promise<Interrupted["outcome"]> {
  const { tenantId: id, kind, step } = operation;
  if (step === "erase") {
    await eraseTenant(life, id);
    return "finished";
  }
  await life.engine.coordination.operate(id, { kind }, (resumed) => reopen(life, resumed));
  return "undone";
}

async function reopen<Client>({ engine }: Life<Client>, operation: Operation): Promise<void> {
  await engine.coordination.ground(operation, { status: statusDuring(operation), fence: true }, async () => ({
    status: statusAfter(operation),
  }));
}
