import { brand } from "@/brand";
import { cn } from "@/lib/cn";

/** The brand's glyph, in the current colour. Decoration: the name stands beside it or on its link. */
export function Glyph({ className }: { className?: string }) {
  return (
    <svg className={cn("shrink-0", className)} viewBox="0 0 15 14" width="18" height="18" aria-hidden="true">
      <path d={brand.glyph} fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  );
}

/** Glyph and name, as they stand at the top of the public pages. */
export function Logo() {
  return (
    <span className="inline-flex items-center gap-2 text-touch font-semibold text-ink">
      <Glyph className="text-pine" />
      {brand.name}
    </span>
  );
}
