// Prisma's client runtime once more, but that clients of one kind share what is read from their models.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const runtime = join(
  createRequire(import.meta.url).resolve("@prisma/client/package.json"),
  "..",
  "runtime",
  "client.mjs",
);

const name = "[\\w$]+";
// Reads the graph of a schema, which says where in a query values may stand. Every client does so when it is made.
const reading = new RegExp(
  `function (${name})\\((${name})\\)\\{return new (${name})\\(\\2\\)\\.deserialize\\(\\)\\}`,
  "g",
);
// Finds the place of each of the graph's words.
const places = new RegExp(
  `(this\\.#${name})=new Map;for\\(let (${name})=0;\\2<(${name})\\.strings\\.length;\\2\\+\\+\\)\\1\\.set\\(\\3\\.strings\\[\\2\\],\\2\\)`,
  "g",
);
// What a CommonJS module would have, and nothing here asks for; a bundler would.
const banner = /^(?:import \* as __banner_|const __filename|globalThis\['__dirname'\]|const require).*\n/gm;

const shared = `function acreShared(known,key,make){let value=known.get(key);return value===undefined&&known.set(key,value=make()),value}
const acreGraphs=new WeakMap,acrePlaces=new WeakMap;
`;

/**
 * The runtime's text, in which the graph of a schema and its places are kept with the schema, by identity: one for all
 * clients of a generated kind. They are read from and never written to. Throws an Error when Prisma's is not as known here.
 */
export function runtimeWithSharedGraphs() {
  const text = readFileSync(runtime, "utf8")
    .replace(banner, "")
    .replace(/^\/\/# sourceMappingURL.*$/m, "");
  const changes = [
    [reading, "function $1($2){return acreShared(acreGraphs,$2,()=>new $3($2).deserialize())}"],
    [places, "$1=acreShared(acrePlaces,$3,()=>new Map($3.strings.map((s,i)=>[s,i])))"],
  ];
  return changes.reduce((changed, [pattern, by]) => {
    if (changed.match(pattern)?.length !== 1)
      throw new Error(`${runtime} reads the schema's graph in a way that is not known here.`);
    return changed.replace(pattern, by);
  }, `${shared}${text}`);
}
