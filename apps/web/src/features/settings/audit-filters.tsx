import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";
import { auditGroups } from "./audit-words";

/** What the log is narrowed to, as it stands in the page's address. */
export interface AuditView {
  actor?: string | undefined;
  action?: string | undefined;
  resource?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

interface AuditFiltersProps {
  view: AuditView;
  people: readonly { id: string; name: string }[];
  /** The page without any filter. */
  home: string;
}

const control =
  "h-[38px] w-full rounded-[8px] border border-line-strong bg-paper px-2 text-ui text-ink pointer-coarse:h-11";

/** A plain form, whose answer is the page at another address: it can be shared, and works before any script. */
export function AuditFilters({ view, people, home }: AuditFiltersProps) {
  const known = people.some(({ id }) => id === view.actor);
  return (
    <form action={home} className="mb-4 grid grid-cols-2 items-end gap-3 md:grid-cols-5">
      <label className="grid gap-1 text-small">
        <span className="text-ink-2">Who</span>
        <select name="actor" defaultValue={view.actor ?? ""} className={control}>
          <option value="">Anybody</option>
          {view.actor !== undefined && !known && <option value={view.actor}>{view.actor}</option>}
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1 text-small">
        <span className="text-ink-2">What</span>
        <select name="action" defaultValue={view.action ?? ""} className={control}>
          <option value="">Anything</option>
          {auditGroups.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className="grid gap-1 text-small">
        <span className="text-ink-2">From</span>
        <input type="date" name="from" defaultValue={view.from ?? ""} className={control} />
      </label>
      <label className="grid gap-1 text-small">
        <span className="text-ink-2">To</span>
        <input type="date" name="to" defaultValue={view.to ?? ""} className={control} />
      </label>
      {view.resource !== undefined && <input type="hidden" name="resource" value={view.resource} />}
      <div className="flex gap-2 max-md:col-span-2">
        <Button type="submit" size="m">
          Show
        </Button>
        {Object.values(view).some((value) => value !== undefined) && (
          <Link href={home} className={buttonClass("quiet", "m")}>
            Show all
          </Link>
        )}
      </div>
    </form>
  );
}
