import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { root } from "./server";

const app = join(root, "apps/web/src/app");

/** Every address the app answers at, read from its folders: `GET /api/v1/projects/[id]` for routes, `/[slug]` for pages. */
export interface Surface {
  routes: string[];
  pages: string[];
}

/** Reads what there is. A new file is found without anybody telling. */
export function readSurface(): Surface {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" });
  const pages = files.filter((file) => /(^|[\\/])page\.[jt]sx?$/.test(file)).map(addressOf);
  const routes = files
    .filter((file) => /(^|[\\/])route\.[jt]sx?$/.test(file))
    .flatMap((file) => methodsOf(file).map((method) => `${method} ${addressOf(file)}`));
  return { routes: [...new Set(routes)].sort(), pages: [...new Set(pages)].sort() };
}

// Route groups `(public)`, slots `@peek` and the marks of intercepted routes `(.)` are no part of an address.
function addressOf(file: string): string {
  const segments = file
    .split(sep)
    .slice(0, -1)
    .map((segment) => segment.replace(/^(\(\.{1,3}\))+/, ""))
    .filter((segment) => !/^\(.*\)$/.test(segment) && !segment.startsWith("@"));
  return `/${segments.join("/")}`;
}

function methodsOf(file: string): string[] {
  const text = readFileSync(join(app, file), "utf8");
  const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].filter((method) =>
    new RegExp(
      `export (const|async function|function) ${method}\\b|export \\{[^}]*\\b(as )?${method}\\b[^}]*\\}`,
    ).test(text),
  );
  if (methods.length === 0) throw new Error(`${file} exports no method`);
  return methods;
}

/** An address at which nothing is, of a route that answers at every one below its own. */
export function belowIt(path: string): string {
  return path.replace(/\[{1,2}\.\.\.path\]{1,2}/, "no/such/route");
}
