// A process of its own for the tests: fills the example workspaces and is killed, as by kill -9, after so many steps.
import { bootPlatform } from "../boot";
import { openDataDir } from "../data-dir";
import { readEnv } from "../env";
import { fillDemo } from "./fill-demo";

const [root, steps] = process.argv.slice(2);
if (root === undefined || steps === undefined)
  throw new Error("usage: killed-filling.fixture.ts <root> <steps>");

let left = Number(steps);
const env = readEnv({}, root);
const { platform } = await bootPlatform(env, openDataDir(env.dataDir), {
  localUrl: "http://localhost:3000",
  log: () => {},
});
await fillDemo(platform, () => {
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
});
throw new Error(`The filling ended ${left} steps early.`);
