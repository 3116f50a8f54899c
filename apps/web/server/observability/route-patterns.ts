import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const manifest = z.object({
  staticRoutes: z.array(z.object({ page: z.string() })),
  dynamicRoutes: z.array(z.object({ page: z.string(), regex: z.string() })),
});

/** Names the route that an address belongs to, such as `/api/v1/tasks/[id]`: no address stands in a log or a metric. */
export type RoutePatterns = (path: string) => string;

const assets = "/_next/";
const unknown = "unmatched";

/** Reads the routes of the built app. In development, where nothing is built, every route is `unmatched`. */
export function readRoutePatterns(appDir: string): RoutePatterns {
  const routes = read(join(appDir, ".next/routes-manifest.json"));
  const known = new Set(routes.staticRoutes.map(({ page }) => page));
  const patterns = routes.dynamicRoutes.map(({ page, regex }) => ({ page, regex: new RegExp(regex) }));
  return (path) => {
    if (path.startsWith(assets)) return assets;
    const bare = path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
    if (known.has(bare)) return bare;
    return patterns.find(({ regex }) => regex.test(bare))?.page ?? unknown;
  };
}

function read(path: string): z.output<typeof manifest> {
  try {
    return manifest.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return { staticRoutes: [], dynamicRoutes: [] };
  }
}
