import { cn } from "@/lib/cn";

/** The small square that carries a project's colour. Decoration beside its name. */
export function HueDot({ hue, className }: { hue: string | null; className?: string }) {
  return (
    <i
      aria-hidden="true"
      data-hue={hue ?? "slate"}
      className={cn("size-2 shrink-0 rounded-[3px] bg-(--c)", className)}
    />
  );
}
