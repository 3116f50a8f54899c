import type { Impersonation } from "@acre/core/console";
import { Moment } from "@/components/moment";

/** Which operators looked inside, and why. */
export function ImpersonationList({ impersonations }: { impersonations: readonly Impersonation[] }) {
  if (impersonations.length === 0) return <p className="text-ink-2">No operator has looked inside.</p>;
  return (
    <ul>
      {impersonations.map((look) => (
        <li key={look.id} className="flex flex-wrap items-baseline gap-x-3 border-line border-b py-2">
          <span className="font-medium">{look.operatorName}</span>
          <span className="text-ink-2">{look.elevated ? "reading and writing" : "reading"}</span>
          <span className="min-w-0 break-words">{look.reason}</span>
          <span className="ml-auto">
            <Moment at={look.startedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
