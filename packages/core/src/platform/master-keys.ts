import { createMasterKey, type MasterKeys } from "@acre/tenancy";
import type { DataDir } from "./data-dir";
import type { Env } from "./env";

/**
 * What wraps the tenants' keys: the environment's key, or the data folder's. The folder's goes on being read when the
 * environment brings one, since it is what wrapped them until then.
 */
export function masterKeysOf(env: Env, dataDir: DataDir): MasterKeys {
  const own = createMasterKey(Buffer.from(dataDir.secrets.masterKey, "base64url"));
  const given = env.masterKey && createMasterKey(env.masterKey);
  const before = env.previousMasterKey && createMasterKey(env.previousMasterKey);
  return { current: given ?? own, previous: [...(given ? [own] : []), ...(before ? [before] : [])] };
}
