import type { Drain, Ledger, OperationRecord } from "./ledger";

/** What outlives a process. */
export interface LedgerState {
  drains: Map<string, Drain>;
  running: Map<string, OperationRecord>;
}

/** A ledger in memory, for tenancies of one process. It forgets everything with the process, but for what is in `state`. */
export function createMemoryLedger(state: LedgerState = { drains: new Map(), running: new Map() }): Ledger {
  const { drains, running } = state;
  const beats = new Map<string, number>();
  const answers = new Map<string, Map<string, number>>();
  let beat = 0;

  /** The operation as it runs, if it is still that process's. */
  function held({ id, tenantId, processId }: OperationRecord): OperationRecord | null {
    const found = running.get(tenantId);
    return found?.id === id && found.processId === processId ? found : null;
  }

  return {
    async join(processId) {
      beats.set(processId, ++beat);
    },
    async renew(processId) {
      if (!beats.has(processId)) return false;
      beats.set(processId, ++beat);
      return true;
    },
    async leave(processId) {
      beats.delete(processId);
      for (const given of answers.values()) given.delete(processId);
    },
    async processes() {
      return [...beats].map(([id, heartbeat]) => ({ id, heartbeat: String(heartbeat) }));
    },
    async requestDrain(drain) {
      if ((drains.get(drain.tenantId)?.epoch ?? -1) < drain.epoch) drains.set(drain.tenantId, { ...drain });
    },
    async drains() {
      return [...drains.values()].map((drain) => ({ ...drain }));
    },
    async isDraining(tenantId) {
      return drains.has(tenantId);
    },
    async answer(processId, letGoOf) {
      for (const { tenantId, epoch } of letGoOf) {
        const given = answers.get(tenantId) ?? new Map<string, number>();
        answers.set(tenantId, given.set(processId, epoch));
      }
    },
    async answers({ tenantId, epoch }) {
      return [...(answers.get(tenantId) ?? [])].filter(([, given]) => given >= epoch).map(([id]) => id);
    },
    async endDrain({ tenantId, epoch }) {
      if ((drains.get(tenantId)?.epoch ?? 0) > epoch) return;
      drains.delete(tenantId);
      answers.delete(tenantId);
    },
    async running() {
      return [...running.values()].map((operation) => ({ ...operation }));
    },
    async begin(operation) {
      const found = running.get(operation.tenantId);
      if (found !== undefined) return { ...found };
      running.set(operation.tenantId, { ...operation });
      return null;
    },
    async takeOver(operation, processId) {
      const found = held(operation);
      if (found === null) return false;
      found.processId = processId;
      return true;
    },
    async save(operation) {
      const found = held(operation);
      if (found === null) return false;
      found.step = operation.step;
      found.state = operation.state;
      return true;
    },
    async finish(operation) {
      return held(operation) !== null && running.delete(operation.tenantId);
    },
  };
}
