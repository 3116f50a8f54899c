import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root, startServer } from "../../support/server";
import { expect, test } from "../../support/test";

/** The commands of the README's section on the API, as they stand there. */
function walkThrough(): string {
  const section = readFileSync(join(root, "README.md"), "utf8").split("\n## The API with curl\n")[1] ?? "";
  const block = /```sh\n([\s\S]*?)```/.exec(section.split("\n## ")[0] ?? "");
  if (!block?.[1]) throw new Error("The README has no commands in its section on the API.");
  return block[1];
}

test("the README's commands do what they say, as written", async () => {
  const server = await startServer({ ACRE_LIMITS: "on" });
  const dir = mkdtempSync(join(tmpdir(), "acre-walk-"));
  try {
    const run = promisify(execFile);
    const { stdout } = await run("bash", ["-euo", "pipefail", "-c", walkThrough()], {
      cwd: dir,
      env: { PATH: process.env.PATH, base: server.url },
    });

    expect(stdout).toMatch(/^\{"tenant":"acme_corp","adminId":"[-0-9a-f]{36}","projectId":"[-0-9a-f]{36}"\}/);
    // Made once: the two attempts print one id.
    const ids = /([-0-9a-f]{36})\n([-0-9a-f]{36})\n/.exec(stdout);
    expect(ids?.[1]).toBeDefined();
    expect(ids?.[1]).toBe(ids?.[2]);
    expect(stdout).toContain('"labels":[],"assignee":null');
    expect(stdout).toMatch(/"nextCursor":null\}200\n412\n/);
    expect(stdout).toMatch(/\{"results":\[\{"status":201,.*\{"status":200,.*"priority":"high"/);
    expect(stdout).toContain('"status":"in_progress"');
    expect(stdout).not.toContain('"title":"Not allowed"');
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});
