import type { Route } from "./collect-routes";

const verbs = { GET: "get", POST: "create", PUT: "put", PATCH: "update", DELETE: "delete" } as const;

/** What a client calls an operation: `listProjects`, `getTask`, `createTaskComment`, `bulkTasks`. */
export function operationId({ method, path }: Route, answersPages: boolean): string {
  const segments = path.split("/").filter(Boolean);
  const words = segments.flatMap((segment, index) => {
    if (segment.startsWith("{")) return [];
    const ofOneRecord = segments[index + 1]?.startsWith("{");
    return [ofOneRecord ? singular(segment) : segment];
  });
  const last = segments.at(-1) ?? "";
  if (method === "GET" && answersPages) return camel(["list", ...words]);
  if (method === "POST" && !last.startsWith("{") && !last.endsWith("s")) {
    const [action = "", ...rest] = [words.at(-1), ...words.slice(0, -1)];
    return camel([action, ...rest]);
  }
  if (method === "POST") return camel(["create", ...words.slice(0, -1), singular(words.at(-1) ?? "")]);
  return camel([verbs[method], ...words]);
}

function singular(word: string): string {
  return word.endsWith("ies") ? `${word.slice(0, -3)}y` : word.replace(/s$/, "");
}

function camel(words: string[]): string {
  const parts = words.flatMap((word) => word.split(/[^a-zA-Z0-9]+/)).filter(Boolean);
  return parts
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("");
}
