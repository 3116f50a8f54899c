import type { AuditLogEntry } from "@acre/core/outputs";
import { ChevronRight } from "lucide-react";
import { Moment } from "@/components/moment";
import { actorKindWords, auditWords, fieldWords, valueWords } from "./audit-words";

interface AuditListProps {
  entries: readonly AuditLogEntry[];
  /** What ids in changes are the ids of. */
  names: Readonly<Record<string, string>>;
}

/** Entries of the log, newest first; each opens to what changed and where it came from. */
export function AuditList({ entries, names }: AuditListProps) {
  return (
    <ol className="grid" aria-label="Entries">
      {entries.map((entry) => (
        <li key={entry.id} className="border-line border-b">
          <details className="group">
            <summary className="flex cursor-pointer gap-2 rounded-s py-2.5 hover:bg-sunk pointer-coarse:min-h-11">
              <ChevronRight
                size={14}
                aria-hidden="true"
                className="mt-[3px] shrink-0 text-ink-3 transition-transform group-open:rotate-90"
              />
              <span className="min-w-0 flex-1 break-words">
                <span className="font-medium">{entry.actor.name}</span>{" "}
                <span className="text-ink-2">{auditWords(entry)}</span>
              </span>
              <span className="shrink-0">
                <Moment at={entry.createdAt} />
              </span>
            </summary>
            <AuditDetail entry={entry} names={names} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function AuditDetail({ entry, names }: { entry: AuditLogEntry; names: AuditListProps["names"] }) {
  const { actor, address, requestId, resource, changes, action, seq } = entry;
  // A place among others is a number that says nothing to anybody.
  const shown = Object.entries(changes).filter(([field]) => field !== "position");
  const facts: [string, string | null][] = [
    ["Who", `${actorKindWords(actor.kind)}${actor.id === null ? "" : `, ${actor.id}`}`],
    ["From", address],
    ["Action", action],
    ["Record", `${resource.type}, ${resource.id}`],
    ["Request", requestId],
    ["Entry", seq === null ? null : String(seq)],
  ];
  return (
    <div className="grid gap-3 pb-4 pl-[22px]">
      {shown.length > 0 && (
        <table className="w-full table-fixed border-collapse text-left text-ui">
          <thead>
            <tr className="text-ink-3 text-small">
              <th scope="col" className="w-[24%] py-1 pr-3 font-medium">
                Field
              </th>
              <th scope="col" className="py-1 pr-3 font-medium">
                Before
              </th>
              <th scope="col" className="py-1 font-medium">
                After
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(([field, change]) => (
              <tr key={field} className="border-line border-t align-top">
                <th scope="row" className="break-words py-1 pr-3 font-normal text-ink-2">
                  {fieldWords(field)}
                </th>
                <td className="break-words py-1 pr-3 text-ink-2">
                  {valueWords(field, change.before, names)}
                </td>
                <td className="break-words py-1">{valueWords(field, change.after, names)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="grid grid-cols-[72px_1fr] gap-x-3 gap-y-0.5 text-small">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name} className="contents">
              <dt className="text-ink-3">{name}</dt>
              <dd className="break-all text-ink-2">{value}</dd>
            </div>
          ),
        )}
      </dl>
    </div>
  );
}
