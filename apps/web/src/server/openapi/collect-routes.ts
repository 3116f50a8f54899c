import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import type { Declaration } from "../http/declaration";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
export type Method = (typeof methods)[number];

/** One method of one address; `declaration` is null where a route was made past the wrapper. */
export interface Route {
  method: Method;
  /** As the document writes it, such as /projects/{id}. */
  path: string;
  declaration: Declaration | null;
}

/** Reads every route below /api/v1 from its folder: a new file is found without anybody telling. */
export async function collectRoutes(apiFolder: string): Promise<Route[]> {
  const files = readdirSync(apiFolder, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|[\\/])route\.ts$/.test(file))
    .sort();
  const routes: Route[] = [];
  for (const file of files) {
    const module: unknown = await import(/* @vite-ignore */ join(apiFolder, file));
    for (const method of methods) {
      const handler = memberOf(module, method);
      if (handler === undefined) continue;
      routes.push({ method, path: pathOf(file), declaration: declarationOf(handler) });
    }
  }
  return routes;
}

function pathOf(file: string): string {
  const segments = file
    .split(sep)
    .slice(0, -1)
    .map((segment) => segment.replace(/^\[(?:\.\.\.)?(.+)\]$/, "{$1}"));
  return `/${segments.join("/")}`;
}

function declarationOf(handler: unknown): Declaration | null {
  const found = memberOf(handler, "declaration");
  return isDeclaration(found) ? found : null;
}

function isDeclaration(value: unknown): value is Declaration {
  return typeof value === "object" && value !== null && "access" in value;
}

function memberOf(value: unknown, name: string): unknown {
  return (typeof value === "object" || typeof value === "function") && value !== null
    ? Reflect.get(value, name)
    : undefined;
}
