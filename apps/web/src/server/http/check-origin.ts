import { forbidden } from "@acre/core";

const readingMethods = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a write that a page of another site sent with the visitor's cookie. Browsers name the page's origin on every
 * cross-site write (Fetch standard, section 3.2); programs send none, and have no cookie to abuse.
 * @throws AppError `forbidden` for a foreign or `null` Origin
 */
export function checkOrigin(request: Request, publicUrl: string): void {
  const origin = request.headers.get("origin");
  if (readingMethods.has(request.method) || origin === null) return;
  const host = request.headers.get("host");
  const own = [publicUrl, ...(host ? [`http://${host}`, `https://${host}`] : [])];
  if (!own.some((url) => URL.canParse(url) && new URL(url).origin === origin)) throw forbidden();
}
