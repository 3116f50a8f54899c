import type { Label } from "@/lib/types";

/** A task's labels, each on a wash of its colour. */
export function LabelTags({ labels }: { labels: readonly Label[] }) {
  return labels.map((label) => (
    <span
      key={label.id}
      data-hue={label.color}
      className="h-[18px] max-w-32 truncate rounded-xs bg-[color-mix(in_oklab,var(--c)_14%,var(--paper-raised))] px-1.5 text-[color-mix(in_oklab,var(--c)_45%,var(--ink))] text-tiny leading-[18px]"
    >
      {label.name}
    </span>
  ));
}
