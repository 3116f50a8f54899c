"use client";

import Link, { useLinkStatus } from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

interface NavLinkProps {
  href: string;
  icon: ReactNode;
  children: ReactNode;
  /** Also current on the pages below it. */
  deep?: boolean;
}

/** A row of the sidebar. */
export function NavLink({ href, icon, children, deep = false }: NavLinkProps) {
  const pathname = usePathname();
  const current = pathname === href || (deep && pathname.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex h-[30px] items-center gap-2.5 rounded-s px-2 transition-colors pointer-coarse:h-11",
        current ? "bg-pine-wash font-medium text-ink" : "text-ink-2 hover:bg-line/40 hover:text-ink",
      )}
    >
      <span className="grid w-4 shrink-0 place-items-center">{icon}</span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <PendingMark />
    </Link>
  );
}

/** Shows that the page is on its way, when it takes longer than 200 ms. */
function PendingMark() {
  const { pending } = useLinkStatus();
  return pending ? (
    <span aria-hidden="true" className="size-1.5 animate-late rounded-full bg-marigold" />
  ) : null;
}
