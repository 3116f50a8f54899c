// The server's process: `npm start` runs it built, as dist/server.mjs, and `npm run dev` from source.
import { join } from "node:path";
import { readEnv } from "@acre/core/platform";
import { readArguments } from "./arguments";
import { explain } from "./explain";
import { start } from "./start";
import { stopOnSignal } from "./stop";

// Both server/ and dist/ lie in apps/web.
const root = join(import.meta.dirname, "../../..");
const dev = import.meta.filename.endsWith(".ts");
// React and Next.js are told by this alone, when they are loaded.
Object.assign(process.env, { NODE_ENV: dev ? "development" : "production" });
// Nobody who starts this app has agreed to tell Next.js about it.
process.env.NEXT_TELEMETRY_DISABLED ??= "1";

// One request's mistake must not end everybody's server; an error nobody can have caught leaves no safe state.
process.on("unhandledRejection", (reason) => console.error(reason));

const started = serve();
stopOnSignal(async () => {
  const stop = await started;
  await stop();
});
await started;

async function serve(): Promise<() => Promise<void>> {
  try {
    const { demo } = readArguments(process.argv.slice(2));
    return await start(readEnv(process.env, root), { root, dev, demo });
  } catch (error) {
    console.error(explain(error));
    process.exit(1);
  }
}
