import { type ReactNode, useId } from "react";

/** One subject of a page of the console. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mb-8">
      <div className="mb-2 flex flex-wrap items-baseline gap-x-4">
        <h2 id={id} className="font-semibold text-body">
          {title}
        </h2>
        {aside && <span className="text-ink-3 text-small">{aside}</span>}
      </div>
      {children}
    </section>
  );
}
