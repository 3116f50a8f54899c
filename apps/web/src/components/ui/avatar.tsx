import { cn } from "@/lib/cn";

interface AvatarProps {
  /** Decides the colour, so that a person looks the same everywhere. */
  id: string;
  name: string;
  size?: "s" | "m";
  /** The name stands beside it already. */
  decorative?: boolean;
  className?: string;
}

/** A person's initials on their colour; read out as their name. */
export function Avatar({ id, name, size = "s", decorative = false, className }: AvatarProps) {
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name, title: name })}
      data-person={personColour(id)}
      className={cn(
        "inline-grid shrink-0 select-none place-items-center rounded-full font-semibold",
        size === "s" ? "size-6 text-[10px]" : "size-8 text-small",
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

/** The first letters of the first and last word; whole code points, so that no letter is cut in half. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const [first = "", last = ""] = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return (letter(first) + letter(last) || "?").toLocaleUpperCase("en");
}

function letter(word: string): string {
  return [...word][0] ?? "";
}

function personColour(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return (sum % 8) + 1;
}
