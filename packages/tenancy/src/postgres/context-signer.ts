import { LRUCache } from "lru-cache";
import { type SigningKey, signContext } from "./signing-key";

export interface ContextSignerOptions {
  /** Reads the database's newest key. */
  readKey: () => Promise<SigningKey>;
  /** How long a signed context is good for, in milliseconds. */
  lifetimeMs: number;
  now?: () => number;
}

// In milliseconds. Refusals must not make a process ask for the key again and again.
const fruitlessPause = 1000;

interface Signed {
  token: string;
  renewAt: number;
}

/**
 * Signs tenants' contexts. One is used for half of its lifetime, so that a transaction which begins with it has
 * the other half before the database refuses it; and the key is read again as often, so that a new key is
 * taken up by running processes.
 */
export class ContextSigner {
  readonly #options: ContextSignerOptions;
  readonly #now: () => number;
  readonly #signed = new LRUCache<string, Signed>({ max: 10_000 });
  #key: Promise<SigningKey> | null = null;
  #readAgainAt = 0;
  #noRenewalBefore = 0;

  constructor(options: ContextSignerOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** The tenant's signed context, at once where one is at hand. Throws what reading the first key throws. */
  token(tenantId: string): string | Promise<string> {
    const signed = this.#signed.get(tenantId);
    if (signed !== undefined && signed.renewAt > this.#now()) return signed.token;
    return this.#sign(tenantId);
  }

  /**
   * Has the next contexts signed anew, with the database's key as it is by now. False shortly after that changed
   * nothing: what is refused then is refused for another reason. `known`: that the key has changed is certain.
   */
  async renew(known = false): Promise<boolean> {
    const now = this.#now();
    if (!known && now < this.#noRenewalBefore) return false;
    const before = await this.#key;
    this.#readAgainAt = now;
    this.#signed.clear();
    const { id } = await this.#currentKey();
    if (id === before?.id) this.#noRenewalBefore = now + fruitlessPause;
    return true;
  }

  /** Forgets a tenant's context. */
  forget(tenantId: string): void {
    this.#signed.delete(tenantId);
  }

  async #sign(tenantId: string): Promise<string> {
    const key = await this.#currentKey();
    const now = this.#now();
    const token = signContext(key, tenantId, new Date(now + this.#options.lifetimeMs));
    this.#signed.set(tenantId, { token, renewAt: now + this.#options.lifetimeMs / 2 });
    return token;
  }

  async #currentKey(): Promise<SigningKey> {
    const now = this.#now();
    const before = this.#key;
    if (before !== null && now < this.#readAgainAt) return before;
    this.#readAgainAt = now + this.#options.lifetimeMs / 2;
    // A key that was good once is good until the database says otherwise; the next renewal asks again.
    this.#key = this.#options.readKey().catch((error: unknown) => {
      if (before === null) {
        this.#key = null;
        throw error;
      }
      return before;
    });
    return this.#key;
  }
}
