import { forbidden } from "@acre/core";

const readingMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a write that a page of another site sent with the visitor's cookie. Browsers name the page's origin on every
 * cross-site write (Fetch standard, section 3.2); programs send none, and have no cookie to abuse.
 * @param publicUrl where people reach the application, when that is configured
 * @throws AppError `forbidden` for a foreign or `null` Origin
 */
export function checkOrigin(request: Request, publicUrl: string | null): void {
  const origin = request.headers.get("origin");
  if (readingMethods.has(request.method) || origin === null) return;
  // Where nobody has said how people reach it, the address they used is taken: a page elsewhere has another one.
  const own = publicUrl ?? `http://${request.headers.get("host") ?? ""}`;
  if (!URL.canParse(own) || new URL(own).origin !== origin) throw forbidden();
}
