import type { OperatorEvent } from "@acre/core/platform";
import { Moment } from "@/components/moment";

/** The operators' log: what was done, by whom, and how it ended. */
export function EventList({ events }: { events: readonly OperatorEvent[] }) {
  if (events.length === 0) return <p className="text-ink-2">Nothing has been done yet.</p>;
  return (
    <ul className="grid gap-0">
      {events.map(({ id, action, actor, detail, createdAt }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 border-line border-b py-2">
          <span className="font-medium">{wordsOf(action)}</span>
          <span className="text-ink-2">{actor}</span>
          <Outcome detail={detail} />
          <span className="min-w-0 break-all font-mono text-ink-3 text-small">{figuresOf(detail)}</span>
          <span className="ml-auto">
            <Moment at={createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Outcome({ detail }: { detail: Record<string, unknown> }) {
  const { outcome, reason } = detail;
  if (outcome === "failed")
    return <span className="text-urgent">failed ({String(reason ?? "unexpected")})</span>;
  if (outcome === "begun") return <span className="text-ink-2">under way, or cut off</span>;
  return null;
}

/** `tenant.move_confirmed` as "Tenant move confirmed". */
function wordsOf(action: string): string {
  const words = action.replaceAll(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function figuresOf({ outcome, ...detail }: Record<string, unknown>): string {
  return Object.entries(detail)
    .filter(([name]) => !(outcome === "failed" && name === "reason"))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(" · ");
}
