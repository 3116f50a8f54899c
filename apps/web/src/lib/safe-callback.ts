/**
 * Where to go after logging in. Only a path on this site is accepted: anything that a browser could read as
 * another origin (`//host`, `/\host`, a scheme, control characters) becomes `fallback`. It is read as a browser
 * reads it (WHATWG URL), and what is returned is what was read.
 */
export function safeCallback(value: string | string[] | undefined | null, fallback = "/workspaces"): string {
  if (typeof value !== "string" || !value.startsWith("/")) return fallback;
  const here = "http://here.invalid";
  if (!URL.canParse(value, here)) return fallback;
  const url = new URL(value, here);
  if (url.origin !== here || url.pathname.startsWith("//") || url.pathname.startsWith("/api/"))
    return fallback;
  return url.pathname + url.search + url.hash;
}
