import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createMemoryLedger, type LedgerState } from "../../src/coordination/memory-ledger";
import type {
  Drain,
  Ledger,
  OperationRecord,
  PlaceKeys,
  Registry,
  TenantKeys,
  TenantRecord,
} from "../../src/index";
import { createMemoryKeys } from "../../src/testing/memory-keys";
import { createMemoryRegistry } from "../../src/testing/memory-registry";

/** Registry, ledger and keys, kept in a file for a process that comes after this one. */
export interface ControlPlane {
  registry: Registry;
  ledger: Ledger;
  keys: TenantKeys;
}

interface Kept {
  records: Array<[string, Omit<TenantRecord, "createdAt" | "updatedAt">]>;
  drains: Array<[string, Drain]>;
  running: Array<[string, OperationRecord]>;
  keys: Array<[string, { current: string | null; next: string | null }]>;
}

/** Opens what is kept in `file`, where there is any. One process at a time. */
export function openControlPlane(file: string): ControlPlane {
  const kept: Kept = existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : { records: [], drains: [], running: [], keys: [] };
  const times = { createdAt: new Date(0), updatedAt: new Date(0) };
  const records = new Map<string, TenantRecord>(
    kept.records.map(([id, record]) => [id, { ...record, ...times }]),
  );
  const state: LedgerState = { drains: new Map(kept.drains), running: new Map(kept.running) };
  const bytes = (text: string | null) => (text === null ? null : Buffer.from(text, "hex"));
  const places = new Map<string, PlaceKeys>(
    kept.keys.map(([id, { current, next }]) => [id, { current: bytes(current), next: bytes(next) }]),
  );

  function keep(): void {
    const text = (key: Buffer | null) => key?.toString("hex") ?? null;
    const now: Kept = {
      records: [...records],
      drains: [...state.drains],
      running: [...state.running],
      keys: [...places].map(([id, { current, next }]) => [id, { current: text(current), next: text(next) }]),
    };
    writeFileSync(`${file}.new`, JSON.stringify(now));
    renameSync(`${file}.new`, file);
  }

  return {
    registry: afterEach(createMemoryRegistry(records), keep),
    ledger: afterEach(createMemoryLedger(state), keep),
    keys: afterEach(createMemoryKeys(places), keep),
  };
}

/** An object whose every method is followed by `then` before it resolves. */
function afterEach<T extends object>(object: T, then: () => void): T {
  return new Proxy(object, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== "function") return method;
      return async (...args: unknown[]) => {
        const result: unknown = await method.apply(target, args);
        then();
        return result;
      };
    },
  });
}

/** An object whose methods of these names, and of what they resolve with, are announced before they run. */
export function announced<T extends object>(
  object: T,
  label: string,
  names: readonly string[],
  announce: (step: string) => Promise<void>,
): T {
  return new Proxy(object, {
    get(target, name, receiver) {
      const method: unknown = Reflect.get(target, name, receiver);
      if (typeof method !== "function" || !names.includes(String(name))) return method;
      return async (...args: unknown[]) => {
        await announce(`${label}.${String(name)}`);
        const result: unknown = await method.apply(target, args);
        const isPart = typeof result === "object" && result !== null && "commit" in result;
        return isPart ? announced(result, label, names, announce) : result;
      };
    },
  });
}
