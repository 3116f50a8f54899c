import { plainTenants } from "@acre/db/platform";
import type { Platform } from "./platform";

/**
 * Encrypts the workspaces in files that an older version left plain, one after the other. Killed in between, it goes on
 * at the next start. One that cannot be encrypted now, since another process has it open, stays as it is and is named.
 * @returns how many were encrypted
 */
export async function encryptTenants({ catalog, tenancy, warn }: Platform): Promise<number> {
  let encrypted = 0;
  for (const { id, slug } of await plainTenants(catalog)) {
    try {
      await tenancy.tenants.rotateKey(id);
      encrypted += 1;
    } catch (error) {
      warn(`Workspace ${slug} could not be encrypted`, error);
    }
  }
  return encrypted;
}
