import type { Handler } from "./http-server";

const headers = Object.entries({
  // Nothing of the API is a page: whoever gets a browser to show an answer as one gets it without anything that runs.
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
});

/**
 * Gives the API's answers their security headers. Pages get theirs in `src/proxy.ts`: it would cost every request of a
 * program a second way through Next.js, for a nonce that JSON has no use for.
 * @param publicUrl where people reach this server
 */
export function secureApi(publicUrl: string, handle: Handler): Handler {
  const reached = publicUrl.startsWith("https:");
  return (request, response) => {
    if (request.url?.startsWith("/api/v1/")) {
      for (const [name, value] of headers) response.setHeader(name, value);
      // Only what a trusted proxy says of it is left by now.
      if (reached || request.headers["x-forwarded-proto"] === "https")
        response.setHeader("strict-transport-security", "max-age=31536000");
    }
    return handle(request, response);
  };
}
