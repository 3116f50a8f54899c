import { randomUUID } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LRUCache } from "lru-cache";
import type { TenantKeys } from "../keys/tenant-keys";
import { hasCode, namesIn, putInPlace } from "./files";
import type { Template } from "./template";

/** Encrypted databases made ahead, each under a key of its own, for tenants to come. */
export interface Stock {
  /**
   * Gives the key of one to a tenant, with the keys of a transaction that may yet be taken back; `claim` gives it the file
   * that belongs to it. False when there is none left, or the tenant has a key.
   */
  reserve(tenantId: string, within: TenantKeys): Promise<boolean>;
  /**
   * Gives one to a tenant: its key, unless that is reserved, then its file's name. False when there is none left, or when it went to the
   * tenant only by half, which leaves the tenant with a key and without a file. Then one has to be made.
   */
  claim(tenantId: string, target: string): Promise<boolean>;
  /** Clears what nobody can claim: of other histories, without a key, keys without a file; returns how many. */
  sweep(): Promise<number>;
  /** Ends making more. Resolves when none is in the making. */
  close(): Promise<void>;
}

export interface StockOptions {
  dir: string;
  /** How many to keep; with 0 there is no stock. */
  size: number;
  keys: TenantKeys;
  template: Template;
}

const folderName = /^\.stock-[0-9a-f]{16}$/;
const placePrefix = "stock-";

// Making one takes a few milliseconds in which nothing else runs, so it waits until nobody has come for a while.
const idleMs = 200;
// Far more than are made at once.
const mostReserved = 1000;
const pauseMs = 20;

/**
 * A stock in a folder of its own beside the tenants', named after the history that its databases have behind them, so
 * that none is handed out after an upgrade. Several processes may share it. It is filled once it was first asked for.
 */
export function createStock({ dir, size, keys, template }: StockOptions): Stock {
  const folder = join(dir, `.stock-${template.digest}`);
  // Names that may still be there. Others take from it and add to it, so it is read anew when it runs out.
  let known: string[] = [];
  // The keys of those that this process made, some of which others take.
  const made = new LRUCache<string, Buffer>({ max: Math.max(1, 2 * size) });
  // Whose keys went to which tenants. What was taken back is never asked for again, and its file is read anew.
  const reserved = new LRUCache<string, string>({ max: mostReserved });
  let timer: NodeJS.Timeout | null = null;
  let making: Promise<void> = Promise.resolve();
  let closed = false;

  function refillAfter(ms: number): void {
    if (closed || size === 0) return;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => {
      timer = null;
      // What goes wrong here goes wrong again, with someone to tell, when a tenant is made.
      making = makeOne()
        .then((made) => (made ? refillAfter(pauseMs) : undefined))
        .catch(() => {});
    }, ms);
    timer.unref();
  }

  async function makeOne(): Promise<boolean> {
    if (namesIn(folder).length >= size) return false;
    const id = randomUUID();
    const key = await keys.create(placeOf(id));
    await template.copyTo(join(folder, fileOf(id)), key);
    made.set(id, key);
    known.push(id);
    return true;
  }

  /** What to try: what is known of, then what others added. Each once, since some may be left over without a key. */
  function* candidates(): Generator<string> {
    const tried = new Set<string>();
    for (let id = known.shift(); id !== undefined; id = known.shift()) {
      tried.add(id);
      yield id;
    }
    known = namesIn(folder)
      .flatMap(idsOf)
      .filter((id) => !tried.has(id));
    for (let id = known.shift(); id !== undefined; id = known.shift()) yield id;
  }

  /** Takes the key of one for a tenant. Whoever takes the key takes the file: there is one key, and it goes once. */
  async function takeKey(tenantId: string, from: TenantKeys): Promise<string | null> {
    if (size === 0) return null;
    refillAfter(idleMs);
    for (const id of candidates()) {
      if (await from.reassign(placeOf(id), tenantId, made.get(id))) {
        made.delete(id);
        return id;
      }
      if ((await from.get(tenantId)) !== null) return null;
    }
    return null;
  }

  return {
    async reserve(tenantId, within) {
      reserved.delete(tenantId);
      const id = await takeKey(tenantId, within);
      if (id !== null) reserved.set(tenantId, id);
      return id !== null;
    },
    async claim(tenantId, target) {
      const id = reserved.get(tenantId) ?? (await takeKey(tenantId, keys));
      reserved.delete(tenantId);
      return id !== null && giveFile(join(folder, fileOf(id)), target);
    },
    async sweep() {
      const folders = namesIn(dir).filter((name) => folderName.test(name));
      const unused = new Set(await keys.list(placePrefix));
      let removed = 0;
      for (const path of folders.map((name) => join(dir, name))) {
        const current = path === folder && size > 0;
        for (const id of namesIn(path).flatMap(idsOf)) {
          const hasKey = unused.delete(placeOf(id));
          if (current && hasKey) continue;
          if (hasKey) await keys.remove(placeOf(id));
          rmSync(join(path, fileOf(id)), { force: true });
          removed += 1;
        }
        if (namesIn(path).length === 0) rmSync(path, { recursive: true, force: true });
      }
      for (const placeId of unused) await keys.remove(placeId);
      return removed + unused.size;
    },
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await making;
    },
  };
}

async function giveFile(file: string, target: string): Promise<boolean> {
  try {
    return await putInPlace(file, target);
  } catch (error) {
    // Swept away by another process just now.
    if (hasCode(error, "ENOENT") && !existsSync(file)) return false;
    throw error;
  } finally {
    rmSync(file, { force: true });
  }
}

function placeOf(id: string): string {
  return `${placePrefix}${id}`;
}

function fileOf(id: string): string {
  return `${id}.db`;
}

function idsOf(name: string): string[] {
  return /^[0-9a-f-]{36}\.db$/.test(name) ? [name.slice(0, -".db".length)] : [];
}
