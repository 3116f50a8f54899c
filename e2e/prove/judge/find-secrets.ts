import type { Answer } from "../../support/http";

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

/**
 * Names the secrets that an answer gives away, in whatever way it writes them: as they are, escaped for an address,
 * for JSON or for HTML, or packed as base64 as cursors are.
 *
 * @param sent texts that the request itself held, which an answer may repeat
 */
export function findSecrets(
  answer: Answer,
  secrets: Record<string, string>,
  sent: readonly string[],
): string[] {
  const texts = readings(answer.whole);
  return Object.entries(secrets)
    .filter(([, secret]) => !sent.some((text) => text.includes(secret)))
    .filter(([, secret]) => texts.some((text) => text.includes(secret)))
    .map(([name]) => name);
}

function readings(text: string): string[] {
  return [
    text,
    text.replace(/%([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    text.replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16))),
    text.replace(/&(amp|lt|gt|quot|#x27|#39);/g, (whole, name) => entities[name] ?? whole),
    packed(text),
  ];
}

// The answers of routes are short; a page's scripts hold no cursor that its text does not hold as well.
function packed(text: string): string {
  const words = text.match(/[A-Za-z0-9_+/-]{24,2000}/g) ?? [];
  return words.map((word) => Buffer.from(word, "base64url").toString("latin1")).join("\n");
}
