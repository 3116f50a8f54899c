import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { run, runNode } from "./run.mjs";

describe("run", () => {
  it("gives the output of both streams and the exit code", async () => {
    const code = "console.log('out'); console.error('err'); process.exit(3)";
    const result = await run(process.execPath, ["-e", code], { quiet: true });
    expect(result).toEqual({ code: 3, output: "out\nerr\n" });
  });

  it("adds to the environment", async () => {
    const { output } = await run(process.execPath, ["-p", "process.env.ACRE_X"], {
      quiet: true,
      env: { ACRE_X: "1" },
    });
    expect(output).toBe("1\n");
  });

  it("answers 127 for a program that is not there", async () => {
    expect((await run("no-such-program-of-ours", [], { quiet: true })).code).toBe(127);
  });

  it("does not take an end by a signal for success", async () => {
    const { code } = await run(process.execPath, ["-e", "process.kill(process.pid, 'SIGKILL')"], {
      quiet: true,
    });
    expect(code).toBe(1);
  });

  it("runs a file with this Node", async () => {
    expect((await runNode("scripts/no-such-file.mjs", [], { quiet: true })).code).toBe(1);
  });

  it("passes a request to stop on to what it started, and stops with it", async () => {
    const inner = "console.log(process.pid); setInterval(() => {}, 1000)";
    const outer = `import { run } from ${JSON.stringify(import.meta.resolve("./run.mjs"))};
      await run(process.execPath, ["-e", ${JSON.stringify(inner)}]);`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", outer], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [printed] = await once(child.stdout, "data");
    child.kill("SIGTERM");
    const [code] = await once(child, "exit");
    expect(code).toBe(143);
    expect(() => process.kill(Number(printed), 0)).toThrow("ESRCH");
  });
});
