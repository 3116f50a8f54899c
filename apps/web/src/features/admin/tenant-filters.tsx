import { isolationModels } from "@acre/core/platform";
import { Search } from "lucide-react";
import { Button } from "@/components/ui/button";
import { statusWords } from "./status-word";
import type { TenantQuery } from "./tenant-query";

const control =
  "h-8 rounded-s border border-line-strong bg-paper px-2 text-ui pointer-coarse:h-11 pointer-coarse:text-touch";

/** Search and filters as a plain form: the address is the view, and it works before any script has run. */
export function TenantFilters({ query, places }: { query: TenantQuery; places: readonly string[] }) {
  return (
    <form method="get" action="/admin/tenants" className="mb-4 flex flex-wrap items-center gap-2">
      <label className="relative min-w-0 grow basis-52 sm:max-w-72">
        <span className="sr-only">Search by address or id</span>
        <Search
          size={14}
          aria-hidden="true"
          className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2 text-ink-3"
        />
        <input
          type="search"
          name="search"
          defaultValue={query.search}
          placeholder="Address or id"
          maxLength={80}
          className={`${control} w-full pl-7`}
        />
      </label>
      <Choice name="status" label="Status" value={query.status} options={statusWords} />
      <Choice
        name="isolation"
        label="Kept as"
        value={query.isolation}
        options={isolationModels.map((model) => [model, model] as const)}
      />
      <Choice
        name="datasource"
        label="Place"
        value={query.datasource}
        options={places.map((place) => [place, place] as const)}
      />
      {query.sort !== "slug" && <input type="hidden" name="sort" value={query.sort} />}
      {query.direction !== "asc" && <input type="hidden" name="direction" value={query.direction} />}
      <Button type="submit" size="m">
        Show
      </Button>
    </form>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  value: string | undefined;
  options: readonly (readonly [value: string, word: string])[];
}

function Choice({ name, label, value, options }: ChoiceProps) {
  return (
    <label>
      <span className="sr-only">{label}</span>
      <select name={name} defaultValue={value ?? ""} className={control}>
        <option value="">{label}: any</option>
        {options.map(([option, word]) => (
          <option key={option} value={option}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
