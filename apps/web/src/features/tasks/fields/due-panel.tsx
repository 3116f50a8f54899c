"use client";

import * as Popover from "radix-ui/popover";
import { type ReactNode, useId } from "react";
import { floating } from "@/components/ui/floating";
import { Input } from "@/components/ui/input";
import { cn } from "@/lib/cn";
import { dayName, daysAfter } from "@/lib/dates";
import { useToday } from "@/lib/use-now";

interface DuePanelProps {
  trigger: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  value: string | null;
  onPick: (day: string | null) => void;
}

export default function DuePanel({ trigger, open, onOpenChange, value, onPick }: DuePanelProps) {
  const now = useToday();
  const dateId = useId();

  function choose(day: string | null) {
    onPick(day);
    onOpenChange(false);
  }

  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Due date"
          className={cn(floating, "grid w-56 p-1")}
        >
          <Choice onClick={() => choose(now)} label="Today" />
          <Choice onClick={() => choose(daysAfter(now, 1))} label="Tomorrow" />
          <Choice
            onClick={() => choose(daysAfter(now, 7))}
            label="In a week"
            hint={dayName(daysAfter(now, 7), now)}
          />
          <Choice onClick={() => choose(null)} label="No due date" />
          <div className="mt-1 grid gap-1 border-line border-t p-2">
            <label htmlFor={dateId} className="text-ink-2 text-small">
              Another day
            </label>
            <Input
              id={dateId}
              type="date"
              defaultValue={value ?? ""}
              onKeyDown={(event) => event.key === "Enter" && choose(event.currentTarget.value || null)}
              onBlur={(event) =>
                event.target.value && event.target.value !== value && onPick(event.target.value)
              }
            />
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choice({ label, hint, onClick }: { label: string; hint?: string; onClick: () => void }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex h-8 items-center justify-between rounded-s px-2 text-left hover:bg-pine-wash pointer-coarse:h-11"
    >
      {label}
      {hint && <span className="text-ink-3">{hint}</span>}
    </button>
  );
}
