import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Everything a build answers at, by what it says of itself. */
export interface Build {
  /** Such as `GET /api/v1/projects/[id]`. */
  routes: string[];
  /** Such as `/[slug]/tasks/[taskId]`. */
  pages: string[];
  /** Other ways in: server actions, rewrites, redirects, pages of the old router. */
  others: string[];
}

/** What Next.js brings along and answers the same to everybody. */
const ofTheFramework = new Set([
  "/_not-found",
  "/_global-error",
  "/404",
  "/500",
  "/_app",
  "/_document",
  "/_error",
]);

/**
 * Reads what a build answers at from its own manifests, and each route's methods from the built module itself.
 *
 * @param web the folder of apps/web, which holds .next
 */
export function readBuild(web: string): Build {
  const next = join(web, ".next");
  const methods = routesOf(next);
  const pages = Object.keys(readJson(join(next, "server/app-paths-manifest.json")))
    .filter((name) => name.endsWith("/page"))
    .map(addressOf)
    .filter((address) => !ofTheFramework.has(address));
  const routes = Object.entries(methods).flatMap(([name, list]) => {
    if (list.length === 0) throw new Error(`The built route ${name} has no method.`);
    return list.map((method) => `${method} ${addressOf(name)}`);
  });
  return { routes: unique(routes), pages: unique(pages), others: unique(othersOf(next)) };
}

// Route groups `(public)`, slots `@peek` and the marks of intercepted routes `(.)` are no part of an address.
function addressOf(name: string): string {
  const segments = name
    .split("/")
    .slice(1, -1)
    .map((segment) => segment.replace(/^(\(\.{1,3}\))+/, ""))
    .filter((segment) => !/^\(.*\)$/.test(segment) && !segment.startsWith("@"));
  return `/${segments.join("/")}`;
}

function routesOf(next: string): Record<string, string[]> {
  const printed = execFileSync(process.execPath, [join(import.meta.dirname, "list-routes.mjs"), next], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(printed);
}

function othersOf(next: string): string[] {
  const actions = readJson(join(next, "server/server-reference-manifest.json"));
  const { rewrites, redirects } = readJson(join(next, "routes-manifest.json"));
  const moved: { source: string; internal?: boolean }[] = [
    ...[rewrites ?? []].flatMap((some) => (Array.isArray(some) ? some : Object.values(some).flat())),
    ...(redirects ?? []),
  ];
  const old = join(next, "server/pages-manifest.json");
  return [
    ...["node", "edge"].flatMap((runtime) => Object.keys(actions[runtime] ?? {})).map((id) => `action ${id}`),
    ...moved.filter(({ internal }) => !internal).map(({ source }) => `moved ${source}`),
    ...(existsSync(old) ? Object.keys(readJson(old)) : [])
      .filter((page) => !ofTheFramework.has(page))
      .map((page) => `page ${page}`),
  ];
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function unique(names: string[]): string[] {
  return [...new Set(names)].sort();
}
