/**
 * An id that nobody has, as like a given one as can be: it would stand at the same place of every order, so that an
 * answer can differ only in what is known of the given one.
 */
export function madeUpId(id: string): string {
  return id.replace(/.{4}$/, (end) => (Number.parseInt(end, 16) ^ 0x5a5a).toString(16).padStart(4, "0"));
}

/** A slug of the same length that nobody has. */
export function madeUpSlug(slug: string): string {
  return slug.replace(/[a-z0-9]{4}$/, (end) => [...end].map(neighbour).join(""));
}

function neighbour(character: string): string {
  if (character === "z") return "y";
  if (character === "9") return "8";
  return String.fromCharCode(character.charCodeAt(0) + 1);
}

/** A cursor that says the same of ids that nobody has. */
export function madeUpCursor(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString("utf8");
  const ids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
  return Buffer.from(text.replace(ids, madeUpId)).toString("base64url");
}
