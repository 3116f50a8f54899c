"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/lib/cn";

const pages = [
  { href: "/admin", label: "Overview" },
  { href: "/admin/tenants", label: "Tenants" },
  { href: "/admin/work", label: "Work" },
  { href: "/admin/log", label: "Log" },
];

/** Between the pages of the console. */
export function AdminNav() {
  const pathname = usePathname();
  return (
    <nav aria-label="Console" className="flex gap-4 overflow-x-auto text-ui max-sm:order-last max-sm:w-full">
      {pages.map(({ href, label }) => {
        const here = href === "/admin" ? pathname === href : pathname.startsWith(href);
        return (
          <Link
            key={href}
            href={href}
            aria-current={here ? "page" : undefined}
            className={cn(
              "tap flex h-12 items-center border-b-2 max-sm:h-11",
              here ? "border-pine font-medium text-ink" : "border-transparent text-ink-2 hover:text-ink",
            )}
          >
            {label}
          </Link>
        );
      })}
    </nav>
  );
}
