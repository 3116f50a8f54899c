import type { KeptBackup } from "@acre/core/platform";
import { Moment } from "@/components/moment";
import { sizeOf } from "./figures";

const heading = "py-1.5 pr-4 font-medium";

/** The backups that are kept of a tenant. */
export function BackupTable({ backups }: { backups: readonly KeptBackup[] }) {
  if (backups.length === 0) return <p className="text-ink-2">There is no backup of it.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow screen scrolls it, a keyboard has to as well
    <section className="overflow-x-auto" aria-label="Backups" tabIndex={0}>
      <table className="w-full min-w-[420px] border-collapse text-left">
        <thead>
          <tr className="border-line border-b text-ink-3 text-small">
            {["Made", "Why", "Size", "Kept until"].map((name) => (
              <th key={name} scope="col" className={heading}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <tr key={backup.id} className="border-line border-b">
              <td className="py-2 pr-4">
                <Moment at={backup.createdAt} />
              </td>
              <td className="whitespace-nowrap py-2 pr-4">{backup.reason}</td>
              <td className="whitespace-nowrap py-2 pr-4">{sizeOf(backup.bytes)}</td>
              <td className="py-2 pr-4">{backup.expiresAt?.slice(0, 10) ?? "it is pruned by hand"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
