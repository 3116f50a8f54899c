import { cn } from "@/lib/cn";
import type { Priority } from "@/lib/types";

const looks: Record<Exclude<Priority, "urgent">, { colour: string; bars: number }> = {
  none: { colour: "text-ink-3", bars: 0 },
  low: { colour: "text-low", bars: 1 },
  medium: { colour: "text-medium", bars: 2 },
  high: { colour: "text-high", bars: 3 },
};

/** One to three bars, or a filled "!" for urgent. Decoration beside its name. */
export function PriorityGlyph({ priority, className }: { priority: Priority; className?: string }) {
  const colour = priority === "urgent" ? "text-urgent" : looks[priority].colour;
  return (
    <svg
      viewBox="0 0 14 14"
      width="14"
      height="14"
      aria-hidden="true"
      fill="currentColor"
      className={cn("shrink-0", colour, className)}
    >
      {priority === "urgent" ? <Exclamation /> : <Bars lit={looks[priority].bars} />}
    </svg>
  );
}

function Bars({ lit }: { lit: number }) {
  if (lit === 0)
    return (
      <path
        d="M2 7h10"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeDasharray="1.6 2.6"
      />
    );
  return [0, 1, 2].map((bar) => (
    <rect
      key={bar}
      x={1 + bar * 4.5}
      y={8 - bar * 3}
      width="3"
      height={4 + bar * 3}
      rx="1"
      opacity={bar < lit ? 1 : 0.25}
    />
  ));
}

function Exclamation() {
  return (
    <>
      <rect x="1" y="1" width="12" height="12" rx="3.5" />
      <path d="M7 4v3.6M7 10v.1" className="stroke-raised" strokeWidth="1.8" strokeLinecap="round" />
    </>
  );
}
