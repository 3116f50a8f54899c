import { type NextRequest, NextResponse } from "next/server";

const dev = process.env.NODE_ENV === "development";

/**
 * Gives every page its security headers and the nonce its scripts need. It guards nothing else: who may see what is
 * decided where the data is opened, so that the application is as safe without this file.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  // Next.js reads the nonce for its own scripts from here.
  headers.set("Content-Security-Policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("X-Frame-Options", "DENY");
  response.headers.set("Referrer-Policy", "same-origin");
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()");
  if (isSecure(request)) response.headers.set("Strict-Transport-Security", "max-age=31536000");
  return response;
}

/** Whether people reach this over https: where the server says they do, or the proxy before it, when it is trusted. */
function isSecure(request: NextRequest): boolean {
  const reached = process.env.NEXTAUTH_URL?.startsWith("https:");
  return reached || request.headers.get("x-forwarded-proto") === "https";
}

/** Content Security Policy Level 3: only what we ship runs. Inline styles stay allowed: drag and drop positions with them. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

export const config = {
  // What the API answers is secured by the server before it gets here: see `server/secure-api.ts`.
  matcher: "/((?!api/v1/|_next/static|_next/image|favicon.ico|icon.svg).*)",
};
