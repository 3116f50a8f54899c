"use client";

import { Search } from "lucide-react";
import { HueDot } from "@/components/ui/hue-dot";
import { Pick, type PickOption } from "@/components/ui/pick";
import { PriorityGlyph } from "@/components/ui/priority-glyph";
import { StatusGlyph } from "@/components/ui/status-glyph";
import { useLabels, useMembers } from "@/features/workspace/directory";
import { cn } from "@/lib/cn";
import { isPriority, isStatus, priorities, priorityNames, statuses, statusNames } from "@/lib/types";
import { isFiltered, sortNames, type View } from "./view-params";

interface FilterBarProps {
  view: View;
  onChange: (change: Partial<View>) => void;
}

const ANY = "any";

/** What of a project is shown, and in which order. */
export function FilterBar({ view, onChange }: FilterBarProps) {
  const members = useMembers();
  const labels = useLabels();
  return (
    <search className="flex shrink-0 flex-wrap items-center gap-1.5 px-5 pt-1 pb-3 max-md:flex-nowrap max-md:overflow-x-auto max-md:px-4">
      <TextFilter value={view.query} onChange={(query) => onChange({ query })} />
      <Chip
        label="Assignee"
        any="anyone"
        value={view.assignee}
        options={[
          { value: "me", label: "Me" },
          { value: "none", label: "Nobody" },
          ...members.map((member) => ({ value: member.id, label: member.name })),
        ]}
        onPick={(assignee) => onChange({ assignee })}
      />
      <Chip
        label="Priority"
        any="any"
        value={view.priority}
        options={priorities.map((value) => ({
          value,
          label: priorityNames[value],
          icon: <PriorityGlyph priority={value} />,
        }))}
        onPick={(value) => onChange({ priority: isPriority(value) ? value : null })}
      />
      {view.layout === "list" && (
        <Chip
          label="Status"
          any="any"
          value={view.status}
          options={statuses.map((value) => ({
            value,
            label: statusNames[value],
            icon: <StatusGlyph status={value} />,
          }))}
          onPick={(value) => onChange({ status: isStatus(value) ? value : null })}
        />
      )}
      {labels.length > 0 && (
        <Chip
          label="Label"
          any="any"
          value={view.label}
          options={labels.map((label) => ({
            value: label.id,
            label: label.name,
            icon: <HueDot hue={label.color} />,
          }))}
          onPick={(label) => onChange({ label })}
        />
      )}
      {view.layout === "list" && <SortChip value={view.sort} onChange={(sort) => onChange({ sort })} />}
      {isFiltered(view) && (
        <button
          type="button"
          onClick={() => onChange({ assignee: null, priority: null, status: null, label: null, query: "" })}
          className="tap h-[26px] shrink-0 px-2 text-ink-2 underline hover:text-ink"
        >
          Clear filters
        </button>
      )}
    </search>
  );
}

function TextFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <label className="tap shrink-0">
      <span className="sr-only">Filter by words</span>
      <Search
        size={13}
        className="absolute top-1/2 left-2.5 -translate-y-1/2 text-ink-3"
        aria-hidden="true"
      />
      <input
        type="search"
        value={value}
        placeholder="Filter"
        onChange={(event) => onChange(event.target.value)}
        className="h-[26px] w-36 rounded-full border border-line-strong bg-raised pr-2 pl-7 text-ui pointer-coarse:h-9 pointer-coarse:text-touch"
      />
    </label>
  );
}

interface ChipProps {
  label: string;
  any: string;
  value: string | null;
  options: readonly PickOption[];
  onPick: (value: string | null) => void;
}

function Chip({ label, any, value, options, onPick }: ChipProps) {
  const current = options.find((option) => option.value === value)?.label ?? any;
  return (
    <Pick
      label={`Filter by ${label.toLowerCase()}`}
      current={current}
      options={() => [{ value: ANY, label: `Any ${label.toLowerCase()}` }, ...options]}
      selected={[value ?? ANY]}
      onPick={(picked) => onPick(picked === ANY ? null : picked)}
      className={chipClass(value !== null)}
    >
      {label}: {current}
    </Pick>
  );
}

function SortChip({ value, onChange }: { value: View["sort"]; onChange: (sort: View["sort"]) => void }) {
  const sorts = Object.keys(sortNames) as View["sort"][];
  return (
    <Pick
      label="Sort by"
      current={sortNames[value]}
      options={() => sorts.map((sort) => ({ value: sort, label: sortNames[sort] }))}
      selected={[value]}
      onPick={(picked) => onChange(sorts.find((sort) => sort === picked) ?? "position")}
      className={chipClass(value !== "position")}
    >
      Sort: {sortNames[value].toLowerCase()}
    </Pick>
  );
}

function chipClass(on: boolean): string {
  return cn(
    "inline-flex h-[26px] shrink-0 items-center gap-1.5 rounded-full! border px-2.5 pointer-coarse:h-9",
    on ? "border-pine bg-pine-wash text-ink" : "border-line-strong border-dashed text-ink-2",
  );
}
