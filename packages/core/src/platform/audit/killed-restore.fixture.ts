// A process of its own for the tests: restores a backup into its tenant, and kills itself right before the data is
// replaced, or right after.
import { bootPlatform, openDataDir, readEnv } from "../index";
import { restoreInto } from "../operators";
import type { Platform } from "../platform";

const [dir, dataDir, slug, backup, killed] = process.argv.slice(2);
if (!dir || !dataDir || !slug || !backup || !killed)
  throw new Error("usage: killed-restore.fixture.ts <folder> <data folder> <slug> <backup> <before | after>");

const { platform } = await bootPlatform(readEnv({}, dir), openDataDir(dataDir, "command"), {
  localUrl: "http://localhost:3000",
  log: () => {},
});
const { tenants } = platform.tenancy;
const restore: typeof tenants.restore = async (bundle, options) => {
  if (!("into" in options)) throw new TypeError("Nothing but a restore into a tenant is tested here.");
  const report = await tenants.restore(bundle, {
    ...options,
    async prepare(beside) {
      await options.prepare?.(beside);
      if (killed === "before") die();
    },
  });
  die();
  return report;
};
const dying: Platform = { ...platform, tenancy: { ...platform.tenancy, tenants: { ...tenants, restore } } };
await restoreInto({ platform: dying, actor: "cli" }, { backup }, { into: slug });

function die(): void {
  process.kill(process.pid, "SIGKILL");
}
