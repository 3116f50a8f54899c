import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { addWorkspace } from "@acre/core/platform";
import { type Comparison, looped } from "../comparison";
import type { Ground } from "../ground";
import { openRawOnboarding } from "../raw-onboarding";

/**
 * A customer's whole onboarding for an account that is there already, so that no password is hashed: the saga over
 * catalog and tenant, against the same files and rows written by the driver with nothing around it.
 */
export async function onboarding(ground: Ground): Promise<Comparison> {
  const { platform, account } = ground;
  const onboard = () => addWorkspace(platform, account, { companyName: `Customer ${ground.next()}` });
  await onboard();
  const folder = join(ground.dir, "onboarded");
  mkdirSync(folder);
  const raw = openRawOnboarding(folder, ground.templateFile());

  return {
    id: "onboarding",
    work: "onboarding without password hashing",
    ours: { name: "addWorkspace", most: 20, run: looped(onboard) },
    others: [{ name: "same files and rows, raw driver", most: 20, run: raw.run }],
    async close() {
      raw.close();
    },
  };
}
