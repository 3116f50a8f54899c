"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import * as DropdownMenu from "radix-ui/dropdown-menu";
import { type ReactNode, useCallback, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import { floating } from "./floating";
import type { MenuItem, MenuSection } from "./menu";

interface MenuPanelProps {
  trigger: ReactNode;
  sections: () => readonly MenuSection[];
  align: "start" | "end";
  /** Whether a key had it opened the first time. */
  byKey: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** A menu is drawn into the part of the page that its trigger is in, so that nothing stands outside the landmarks. */
const LANDMARKS = "main, aside, [role=dialog]";

export default function MenuPanel({ trigger, sections, align, byKey, open, onOpenChange }: MenuPanelProps) {
  const [landmark, setLandmark] = useState<HTMLElement | null>(null);
  const findLandmark = useCallback((element: HTMLElement | null) => {
    if (element) setLandmark(element.closest<HTMLElement>(LANDMARKS));
  }, []);
  const enters = useRef(byKey);
  // The menu knows of keys that were pressed since it was loaded: the one that had it loaded is ours to follow.
  const enter = useCallback((content: HTMLElement | null) => {
    if (!content || !enters.current) return;
    enters.current = false;
    requestAnimationFrame(() =>
      content.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")?.focus(),
    );
  }, []);
  return (
    <DropdownMenu.Root open={open} onOpenChange={onOpenChange} modal={false}>
      <DropdownMenu.Trigger asChild ref={findLandmark}>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={landmark}>
        <DropdownMenu.Content
          ref={enter}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(floating, "min-w-48 p-1")}
        >
          {open &&
            sections().map((section, index) => (
              <Section key={section.label ?? section.items[0]?.label} section={section} first={index === 0} />
            ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Section({ section, first }: { section: MenuSection; first: boolean }) {
  return (
    <DropdownMenu.Group>
      {!first && <DropdownMenu.Separator className="my-1 h-px bg-line" />}
      {section.label && (
        <DropdownMenu.Label className="px-2 pt-1 pb-0.5 text-tiny font-medium text-ink-3">
          {section.label}
        </DropdownMenu.Label>
      )}
      {section.items.map((item) => (
        <Item key={item.href ?? item.label} item={item} />
      ))}
    </DropdownMenu.Group>
  );
}

const row =
  "flex h-8 select-none items-center gap-2 rounded-s px-2 text-ui outline-none data-disabled:opacity-55 data-highlighted:bg-pine-wash pointer-coarse:h-11";

function Item({ item }: { item: MenuItem }) {
  const className = cn(row, item.danger ? "text-urgent" : "text-ink");
  const disabled = item.disabledReason !== undefined;
  if (item.href) {
    return (
      <DropdownMenu.Item asChild className={className}>
        <Link href={item.href} aria-current={item.checked ? "true" : undefined}>
          <Content item={item} />
        </Link>
      </DropdownMenu.Item>
    );
  }
  if (item.checked !== undefined) {
    return (
      <DropdownMenu.CheckboxItem
        checked={item.checked}
        disabled={disabled}
        title={item.disabledReason}
        onSelect={item.onSelect}
        className={className}
      >
        <Content item={item} />
      </DropdownMenu.CheckboxItem>
    );
  }
  return (
    <DropdownMenu.Item
      disabled={disabled}
      title={item.disabledReason}
      onSelect={item.onSelect}
      className={className}
    >
      <Content item={item} />
    </DropdownMenu.Item>
  );
}

function Content({ item }: { item: MenuItem }) {
  return (
    <>
      {item.icon}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.checked && <Check size={14} className="text-pine" aria-hidden="true" />}
    </>
  );
}
