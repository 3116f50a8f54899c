import type { Operation } from "./chapters";

/** The operation as a command that can be copied; `$base`, `$key` and `$id` are the reader's. */
export function curlOf(operation: Operation, base: string): string {
  const { method, path, caller, body } = operation;
  const address = `"$base${base}${path.replace(/\{(\w+)\}/g, (_, name: string) => `$${name}`)}"`;
  const verb = method === "get" || (method === "post" && body) ? "" : `-X ${method.toUpperCase()} `;
  const lines = [
    `curl -s ${verb}${address}`,
    ...(caller.kind === "key" ? ['-H "Authorization: Bearer $key"'] : []),
    ...(caller.kind === "session" ? ["-b jar"] : []),
    ...(body ? ["-H 'Content-Type: application/json'", `-d '${shell(JSON.stringify(body.example))}'`] : []),
    ...(operation.answer.isFile ? ["-OJ"] : []),
  ];
  return lines.join(" \\\n  ");
}

// Inside single quotes a shell takes everything as it is but the quote itself.
function shell(text: string): string {
  return text.replaceAll("'", "'\\''");
}
