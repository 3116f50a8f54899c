"use client";

import * as Popover from "radix-ui/popover";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { floating } from "./floating";
import type { PickProps } from "./pick";
import { PickList } from "./pick-list";

type PickPanelProps = Pick<
  PickProps,
  "label" | "options" | "selected" | "onPick" | "multiple" | "onCreate"
> & {
  trigger: ReactNode;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export default function PickPanel({
  trigger,
  open,
  onOpenChange,
  options,
  onPick,
  multiple,
  ...list
}: PickPanelProps) {
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={list.label}
          className={cn(floating, "w-56")}
        >
          <PickList
            {...list}
            options={options()}
            multiple={multiple}
            onPick={(value) => {
              onPick(value);
              if (!multiple) onOpenChange(false);
            }}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
