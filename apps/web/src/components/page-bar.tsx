import Link from "next/link";
import type { ReactNode } from "react";

interface PageBarProps {
  /** From the workspace down to the page above this one. */
  trail?: readonly { label: string; href: string }[];
  /** This page. */
  here: string;
  actions?: ReactNode;
}

/** The bar on top of every page of a workspace: where one is, and what can be done here. */
export function PageBar({ trail = [], here, actions }: PageBarProps) {
  return (
    <div className="sticky top-0 z-10 flex h-12 shrink-0 items-center gap-2 border-line border-b bg-paper px-5 text-ink-2 max-md:pr-4 max-md:pl-13">
      <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
        <ol className="flex min-w-0 items-center gap-2">
          {trail.map((step) => (
            <li key={step.href} className="flex min-w-0 shrink items-center gap-2 max-sm:hidden">
              <Link href={step.href} className="tap truncate hover:text-ink hover:underline">
                {step.label}
              </Link>
              <span aria-hidden="true">/</span>
            </li>
          ))}
          <li className="min-w-0 truncate font-medium text-ink" aria-current="page">
            {here}
          </li>
        </ol>
      </nav>
      {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
    </div>
  );
}
