"use client";

import { HueDot } from "@/components/ui/hue-dot";
import { cn } from "@/lib/cn";

const hues = ["pine", "marigold", "violet", "blue", "rust", "rose", "moss", "slate"] as const;

/** A project's colour: a group of radio buttons, each with its name. */
export function HueChoice({ value, onChange }: { value: string; onChange: (hue: string) => void }) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium text-ui">Colour</legend>
      <div className="flex flex-wrap gap-1.5">
        {hues.map((hue) => (
          <label
            key={hue}
            title={hue}
            className={cn(
              "tap grid size-8 cursor-pointer place-items-center rounded-s border has-focus-visible:outline-2 has-focus-visible:outline-pine pointer-coarse:size-11",
              value === hue ? "border-ink bg-sunk" : "border-line hover:border-line-strong",
            )}
          >
            <input
              type="radio"
              name="color"
              value={hue}
              checked={value === hue}
              onChange={() => onChange(hue)}
              className="sr-only"
            />
            <span className="sr-only">{hue}</span>
            <HueDot hue={hue} className="size-3.5" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
