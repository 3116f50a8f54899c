"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useWorkspace } from "@/features/workspace/workspace-context";
import { cn } from "@/lib/cn";

/** Between the workspace's settings, its data as a whole, and one's own. */
export function SettingsTabs() {
  const { path, can } = useWorkspace();
  const pathname = usePathname();
  const tabs = [
    { href: path("/settings"), label: "Workspace" },
    { href: path("/settings/members"), label: "Members" },
    ...(can("keys:read") ? [{ href: path("/settings/api-keys"), label: "API keys" }] : []),
    ...(can("webhooks:read") ? [{ href: path("/settings/webhooks"), label: "Webhooks" }] : []),
    ...(can("audit:read") ? [{ href: path("/settings/audit"), label: "Audit log" }] : []),
    { href: path("/settings/data"), label: "Data" },
    { href: path("/settings/profile"), label: "Profile" },
  ];
  return (
    <nav aria-label="Settings" className="mb-5 flex flex-wrap gap-x-4 gap-y-1 text-ui">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={pathname === tab.href ? "page" : undefined}
          className={cn(
            "tap border-b-2 pb-1.5",
            pathname === tab.href
              ? "border-pine font-medium text-ink"
              : "border-transparent text-ink-2 hover:text-ink",
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}
