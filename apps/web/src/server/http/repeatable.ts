import { createHash } from "node:crypto";
import { AppError, answerOnce, type TenantContext } from "@acre/core";

const longestKey = 255;

/**
 * Answers a creation that its sender may repeat under one `Idempotency-Key`
 * (draft-ietf-httpapi-idempotency-key-header): it is done once, and every repetition is answered like the first.
 * @param sent the body as it came
 * @throws AppError `malformed_request`, `idempotency_reused`, `idempotency_pending`
 */
export async function answerRepeatable(
  request: Request,
  sent: unknown,
  ctx: TenantContext,
  handle: (ctx: TenantContext) => Promise<Response>,
): Promise<Response> {
  const key = request.headers.get("idempotency-key");
  if (key === null) return handle(ctx);
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > longestKey) {
    throw new AppError(
      "malformed_request",
      `An Idempotency-Key has 1 to ${longestKey} visible ASCII characters.`,
    );
  }
  const headers = new Headers();
  const { pathname, search } = new URL(request.url);
  const about = [request.method, pathname + search, JSON.stringify(sent) ?? ""].join("\n");
  const requestHash = createHash("sha256").update(about).digest("hex");
  const answer = await answerOnce(ctx, { key, requestHash, status: 201 }, async (once) => {
    const response = await handle(once);
    for (const [name, value] of response.headers) headers.set(name, value);
    return { status: response.status, body: await response.text() };
  });
  if (answer.repeated) headers.set("Idempotency-Replayed", "true");
  headers.set("Content-Type", "application/json");
  return new Response(answer.body, { status: answer.status, headers });
}
