import Link from "next/link";

/** The workspaces of a person that are suspended, by their addresses: their names cannot be read. */
export function SuspendedList({ slugs }: { slugs: readonly string[] }) {
  if (slugs.length === 0) return null;
  return (
    <section aria-label="Suspended workspaces" className="mt-5 text-center text-ink-2 text-small">
      <p className="mb-1.5">Suspended:</p>
      <ul className="grid gap-1.5">
        {slugs.map((slug) => (
          <li key={slug}>
            <Link href={`/${slug}`} className="tap break-all font-mono text-ink underline">
              {slug}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
