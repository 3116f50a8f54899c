// A process of its own for the tests: imports, and kills itself when the import of `slug` has come to `table`.

import { bootTestPlatform } from "../../../testing/boot-test-platform";
import { exampleMapping } from "../../../testing/old-helpdesk";
import { importTenants } from "./index";

const [dir, slug, table] = process.argv.slice(2);
if (!dir || !slug || !table) throw new Error("usage: killed-import.fixture.ts <folder> <slug> <table>");

const { platform } = await bootTestPlatform(dir);
await importTenants(
  { platform, actor: "cli" },
  {
    mapping: exampleMapping,
    dir,
    variables: {},
    onProgress(at) {
      if (at.step === "importing" && at.slug === slug && at.table === table)
        process.kill(process.pid, "SIGKILL");
    },
  },
);
