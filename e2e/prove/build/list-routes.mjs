// Prints the methods of every route of a build as JSON, by the route's name in app-paths-manifest.json. Run apart
// from everything else: it loads the built modules themselves, which are what answers requests.
import { AsyncLocalStorage } from "node:async_hooks";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const server = join(process.argv[2], "server");
const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
process.env.NODE_ENV = "production";
globalThis.AsyncLocalStorage = AsyncLocalStorage;

const load = createRequire(join(server, "any.js"));
const manifest = JSON.parse(readFileSync(join(server, "app-paths-manifest.json"), "utf8"));
const routes = {};
for (const [name, file] of Object.entries(manifest)) {
  if (!name.endsWith("/route")) continue;
  const { routeModule } = load(join(server, file));
  await routeModule.ensureUserland?.();
  routes[name] = methods.filter((method) => typeof routeModule.userland[method] === "function");
}
process.stdout.write(JSON.stringify(routes), () => process.exit(0));
