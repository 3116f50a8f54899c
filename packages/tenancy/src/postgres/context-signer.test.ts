import { describe, expect, it } from "vitest";
import { newTenantId } from "../ids";
import { ContextSigner } from "./context-signer";
import type { SigningKey } from "./signing-key";

function signerWith(keys: SigningKey[]) {
  const state = { now: 1_000_000, reads: 0, fails: false };
  const signer = new ContextSigner({
    lifetimeMs: 100_000,
    now: () => state.now,
    readKey: async () => {
      state.reads++;
      const key = keys[0];
      if (state.fails || key === undefined) throw new Error("the owner's connection is down");
      return key;
    },
  });
  return { signer, state, keys };
}

const keyOf = (id: number): SigningKey => ({ id, secret: Buffer.alloc(32, id) });

describe("signed contexts", () => {
  it("are used for half their life, then signed anew", async () => {
    const { signer, state } = signerWith([keyOf(1)]);
    const id = newTenantId();
    const first = await signer.token(id);
    state.now += 49_999;
    expect(signer.token(id)).toBe(first);
    state.now += 1;
    expect(await signer.token(id)).not.toBe(first);
    expect(await signer.token(newTenantId())).not.toContain(id);
  });

  it("take up a new key within half a life, and outlast an owner who cannot be asked", async () => {
    const { signer, state, keys } = signerWith([keyOf(1)]);
    const id = newTenantId();
    await signer.token(id);
    state.fails = true;
    state.now += 60_000;
    expect(await signer.token(id)).toMatch(/\.1\.[0-9a-f]{64}$/);
    state.fails = false;
    keys[0] = keyOf(2);
    state.now += 60_000;
    expect(await signer.token(id)).toMatch(/\.2\.[0-9a-f]{64}$/);
  });

  it("are renewed at once when asked for, but not over and over for nothing", async () => {
    const { signer, state, keys } = signerWith([keyOf(1)]);
    const id = newTenantId();
    await signer.token(id);
    keys[0] = keyOf(2);
    expect(await signer.renew()).toBe(true);
    expect(await signer.token(id)).toMatch(/\.2\./);
    expect(await signer.renew()).toBe(true);
    const { reads } = state;
    expect(await signer.renew()).toBe(false);
    expect(state.reads).toBe(reads);
    state.now += 1000;
    expect(await signer.renew()).toBe(true);
  });

  it("are not made without a key, and are as soon as there is one", async () => {
    const { signer, keys } = signerWith([]);
    await expect(signer.token(newTenantId())).rejects.toThrow("down");
    keys.push(keyOf(1));
    await expect(signer.token(newTenantId())).resolves.toBeTruthy();
  });
});
