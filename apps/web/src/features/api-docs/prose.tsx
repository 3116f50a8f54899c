import { Fragment } from "react";

/** A paragraph with `code` and **strong** words in it. */
export function Prose({ text }: { text: string }) {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*)/);
  let at = 0;
  return parts.map((part) => {
    at += part.length;
    if (part.startsWith("`")) return <Code key={at}>{part.slice(1, -1)}</Code>;
    if (part.startsWith("**")) {
      return (
        <strong key={at} className="font-semibold text-ink">
          {part.slice(2, -2)}
        </strong>
      );
    }
    return <Fragment key={at}>{part}</Fragment>;
  });
}

/** A word of code in a sentence. */
export function Code({ children }: { children: string }) {
  return <code className="rounded-xs bg-sunk px-1 py-px font-mono text-[0.92em] text-ink">{children}</code>;
}
