import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { countOf } from "./figures";
import { type TenantQuery, tenantsHref } from "./tenant-query";

/** One page back, one page on. */
export function Pager({ query, page, pages }: { query: TenantQuery; page: number; pages: number }) {
  if (pages < 2) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center gap-3">
      {page > 1 && (
        <Link
          className={buttonClass("default", "m")}
          href={tenantsHref(query, { page: page - 1 })}
          rel="prev"
        >
          Back
        </Link>
      )}
      <span className="text-ink-2">
        Page {countOf(page)} of {countOf(pages)}
      </span>
      {page < pages && (
        <Link
          className={buttonClass("default", "m")}
          href={tenantsHref(query, { page: page + 1 })}
          rel="next"
        >
          On
        </Link>
      )}
    </nav>
  );
}
