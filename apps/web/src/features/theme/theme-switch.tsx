"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useEffect, useState } from "react";
import { cn } from "@/lib/cn";
import { chooseTheme, parseTheme, type ThemeChoice } from "@/lib/theme";

const choices = [
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
  { value: "system", label: "As the device", Icon: Monitor },
] as const satisfies readonly { value: ThemeChoice; label: string; Icon: typeof Sun }[];

/** Light, dark, or as the device: a group of radio buttons. */
export function ThemeSwitch() {
  const [current, setCurrent] = useState<ThemeChoice | null>(null);
  useEffect(() => setCurrent(parseTheme(document.documentElement.dataset.themeChoice)), []);
  return (
    <fieldset className="inline-flex rounded-s border border-line bg-raised p-0.5">
      <legend className="sr-only">Theme</legend>
      {choices.map(({ value, label, Icon }) => (
        <label
          key={value}
          title={label}
          className={cn(
            "tap grid size-6 cursor-pointer place-items-center rounded-xs has-focus-visible:outline-2 has-focus-visible:outline-pine",
            current === value ? "bg-pine-wash text-ink" : "text-ink-3 hover:text-ink",
          )}
        >
          <input
            type="radio"
            name="theme"
            value={value}
            checked={current === value}
            onChange={() => {
              setCurrent(value);
              chooseTheme(value);
            }}
            className="sr-only"
          />
          <span className="sr-only">{label}</span>
          <Icon size={14} aria-hidden="true" />
        </label>
      ))}
    </fieldset>
  );
}
