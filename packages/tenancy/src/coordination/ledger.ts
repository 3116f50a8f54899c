/** A process that has tenants open, as the ledger knows it. */
export interface LedgerProcess {
  id: string;
  /** Changes with every renewal. Only ever compared with what it was: clocks of two machines are not. */
  heartbeat: string;
}

/** A wish that every process lets go of what it opened of a tenant before this epoch. */
export interface Drain {
  tenantId: string;
  epoch: number;
}

/** One piece of work on a tenant, which excludes any other on it while it runs. */
export interface OperationRecord {
  id: string;
  tenantId: string;
  /** Such as move, restore, delete. */
  kind: string;
  /** The process that works on it. */
  processId: string;
  /** The step that is next. */
  step: string;
  /** What the steps need to know, as JSON. */
  state: string;
}

/**
 * Port to what all processes of one installation share beside the registry: who is there, who is to let go of which
 * tenant, and who works on one. Every method takes effect as a whole, in the order of its callers, before it resolves.
 */
export interface Ledger {
  /** Enters a process, or enters it again. */
  join(processId: string, kind: string): Promise<void>;
  /** Changes the process's heartbeat. False when it is not entered (any more). */
  renew(processId: string): Promise<boolean>;
  /** Removes a process and its answers. One that is not there is no error. */
  leave(processId: string): Promise<void>;
  processes(): Promise<LedgerProcess[]>;

  /** Asks every process to let go of the tenant; replaces an earlier wish of a lower epoch. */
  requestDrain(drain: Drain): Promise<void>;
  drains(): Promise<Drain[]>;
  isDraining(tenantId: string): Promise<boolean>;
  /** Says that a process let go of these tenants, each for its epoch. One change, whole or not at all. */
  answer(processId: string, drains: readonly Drain[]): Promise<void>;
  /** The processes that let go of the tenant for this epoch or a later one. */
  answers(drain: Drain): Promise<string[]>;
  /** Removes the wish, unless it is of a later epoch by now, and the answers to it. */
  endDrain(drain: Drain): Promise<void>;

  /** The operations that run, or that a process died over. */
  running(): Promise<OperationRecord[]>;
  /** Begins an operation and returns null; or, while another one runs on the tenant, returns that and changes nothing. */
  begin(operation: OperationRecord): Promise<OperationRecord | null>;
  /** Hands a running operation to another process. False when it ended, or another was faster. */
  takeOver(operation: OperationRecord, processId: string): Promise<boolean>;
  /** Notes where an operation stands. False when it is no longer this process's. */
  save(operation: OperationRecord): Promise<boolean>;
  /** Ends an operation, so that another can begin. False when it is no longer this process's. */
  finish(operation: OperationRecord, error: string | null): Promise<boolean>;
}
