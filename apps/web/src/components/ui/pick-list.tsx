"use client";

import { Check, Plus } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { cn } from "@/lib/cn";
import type { PickOption, PickProps } from "./pick";

type PickListProps = Pick<PickProps, "label" | "selected" | "onPick" | "onCreate"> & {
  options: readonly PickOption[];
  multiple: boolean | undefined;
};

const CREATE = "\u0000create";

/** A list filtered by typing: the combobox with a listbox of the ARIA practices; focus stays in the text field. */
export function PickList({ label, options, selected, onPick, onCreate, multiple }: PickListProps) {
  const id = useId();
  const [text, setText] = useState("");
  const rows = rowsFor(options, text, onCreate !== undefined);
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      options.findIndex((option) => selected.includes(option.value)),
    ),
  );
  const current = Math.min(active, rows.length - 1);

  function choose(row: PickOption | undefined) {
    if (!row) return;
    setText("");
    if (row.value === CREATE) onCreate?.(text.trim());
    else onPick(row.value);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setActive((current + step + rows.length) % Math.max(rows.length, 1));
    else if (event.key === "Enter") choose(rows[current]);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <input
        role="combobox"
        aria-label={`${label}, type to filter`}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={rows.length > 0 ? `${id}-${current}` : undefined}
        aria-autocomplete="list"
        placeholder={label}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className="h-9 w-full border-line border-b bg-transparent px-3 text-ui outline-none pointer-coarse:h-11 pointer-coarse:text-touch"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={multiple}
        className="p-1"
      >
        {rows.map((row, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above has the keys
          <div
            key={row.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={selected.includes(row.value)}
            onPointerMove={() => setActive(index)}
            onClick={() => choose(row)}
            className={cn(
              "flex h-8 cursor-pointer items-center gap-2 rounded-s px-2 pointer-coarse:h-11",
              index === current && "bg-pine-wash",
            )}
          >
            {row.icon}
            <span className="min-w-0 flex-1 truncate">{row.label}</span>
            {selected.includes(row.value) && <Check size={14} className="text-pine" aria-hidden="true" />}
          </div>
        ))}
      </div>
      {rows.length === 0 && <p className="px-3 pb-3 text-ink-3">Nothing matches.</p>}
    </>
  );
}

function rowsFor(options: readonly PickOption[], text: string, canCreate: boolean): PickOption[] {
  const wanted = text.trim().toLocaleLowerCase();
  const found = options.filter((option) => option.label.toLocaleLowerCase().includes(wanted));
  const known = options.some((option) => option.label.toLocaleLowerCase() === wanted);
  if (!canCreate || wanted === "" || known) return found;
  return [
    ...found,
    { value: CREATE, label: `Create “${text.trim()}”`, icon: <Plus size={14} aria-hidden="true" /> },
  ];
}
