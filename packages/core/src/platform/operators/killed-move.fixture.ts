// A process of its own for the tests: moves a tenant, beside the server that serves it, and kills itself at a step.
import { bootPlatform, openDataDir, readEnv } from "../index";
import { moveTenant } from "./index";

const [dir, dataDir, slug, to, killedAt] = process.argv.slice(2);
if (!dir || !dataDir || !slug || !to || !killedAt)
  throw new Error("usage: killed-move.fixture.ts <folder> <data folder> <slug> <place> <step>");

const { DATABASE_URL } = process.env;
const { platform } = await bootPlatform(readEnv({ DATABASE_URL }, dir), openDataDir(dataDir, "command"), {
  localUrl: "http://localhost:3000",
  log: () => {},
});
await moveTenant(
  { platform, actor: "cli" },
  slug,
  { to },
  {
    keepOld: false,
    onProgress({ step }) {
      if (step === killedAt) process.kill(process.pid, "SIGKILL");
    },
  },
);
