import type { ReactNode } from "react";

interface PageBodyProps {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page's title and what is on it, as wide as it reads well. */
export function PageBody({ title, intro, actions, children }: PageBodyProps) {
  return (
    <div className="w-full max-w-[1080px] px-5 py-5 max-md:px-4">
      <div className="mb-5 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h1 className="page-title break-words">{title}</h1>
          {intro && <p className="mt-0.5 text-ink-2">{intro}</p>}
        </div>
        {actions && <div className="ml-auto flex gap-2">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
