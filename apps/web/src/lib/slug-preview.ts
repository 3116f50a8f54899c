/**
 * The address a company name most likely gets, for the sign-up form. The server decides: it also knows other
 * scripts, reserved words and names that are taken. Null where this page cannot tell.
 */
export function slugPreview(companyName: string): string | null {
  const plain = companyName.normalize("NFKD").replace(/\p{M}+/gu, "");
  if (/[^\p{ASCII}]/u.test(plain.replace(/[^\p{L}\p{N}]/gu, ""))) return null;
  const slug = plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .slice(0, 48)
    .replace(/_+$/, "");
  return slug.length < 2 ? null : slug;
}
