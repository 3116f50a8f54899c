import { createHash } from "node:crypto";
import { type TenantContext, versionOf } from "@acre/core";

// Within the quotes: the record's version, a dot, and what tells this way of showing it from others.
const strongTag = /^"([^".]*)(?:\.[^"]*)?"$/;

/**
 * The context with the condition the caller sets (If-Match, RFC 9110, section 13.1.1), which the domain holds them to
 * inside of the transaction. A weak tag, and one that is none of ours, matches nothing.
 */
export function withCondition(ctx: TenantContext, request: Request): TenantContext {
  const header = request.headers.get("if-match");
  if (header === null) return ctx;
  const ifMatch = header.split(",").flatMap((tag) => versionIn(tag.trim()));
  return { ...ctx, ifMatch };
}

function versionIn(tag: string): string[] {
  if (tag === "*") return ["*"];
  const version = strongTag.exec(tag)?.[1];
  return version ? [version] : [];
}

/**
 * Gives an answer that is one record its strong entity tag, and answers 304 to who has it already (RFC 9110, section
 * 13.1.2).
 */
export async function tagged(request: Request, response: Response): Promise<Response> {
  if (response.status !== 200 && response.status !== 201) return response;
  const body = await response.text();
  const record: unknown = JSON.parse(body);
  if (!isRecord(record)) return new Response(body, response);
  const shown = createHash("sha256").update(body).digest("base64url").slice(0, 16);
  const tag = `"${versionOf(record)}.${shown}"`;
  const headers = new Headers(response.headers);
  headers.set("ETag", tag);
  if (request.method === "GET" && hasAlready(request, tag)) {
    headers.delete("Content-Type");
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, { status: response.status, headers });
}

function hasAlready(request: Request, tag: string): boolean {
  const tags = (request.headers.get("if-none-match") ?? "").split(",").map((entry) => entry.trim());
  return tags.includes("*") || tags.some((entry) => entry.replace(/^W\//, "") === tag);
}

function isRecord(value: unknown): value is { id?: string } {
  return typeof value === "object" && value !== null;
}
