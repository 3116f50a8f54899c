// A process of its own for the tests: opens the folder it is given once for each line it reads, and says how it went.
import { createInterface } from "node:readline";
import { DataDirError, openDataDir } from "./index";

const dir = process.argv[2];
if (dir === undefined) throw new Error("usage: lock-contender.fixture.ts <data folder>");

console.log("ready");
for await (const _ of createInterface({ input: process.stdin })) console.log(JSON.stringify(attempt(dir)));

function attempt(path: string): { result: "open" | "locked"; pid: number | null } {
  try {
    openDataDir(path);
    return { result: "open", pid: process.pid };
  } catch (error) {
    if (!(error instanceof DataDirError) || error.code !== "locked") throw error;
    const pid = /pid (\d+)/.exec(error.message)?.[1];
    return { result: "locked", pid: pid === undefined ? null : Number(pid) };
  }
}
