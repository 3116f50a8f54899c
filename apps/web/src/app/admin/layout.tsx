import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { brand } from "@/brand";
import { Logo } from "@/components/ui/logo";
import { Toaster } from "@/components/ui/toaster";
import { AdminNav } from "@/features/admin/admin-nav";
import { LogOutButton } from "@/features/auth/log-out-button";
import { ThemeSwitch } from "@/features/theme/theme-switch";
import { RenderedAt } from "@/lib/rendered-at";
import { requireOperator } from "@/server/operator";

export const metadata: Metadata = {
  title: { template: `%s · Console · ${brand.name}`, default: `Console · ${brand.name}` },
  robots: { index: false },
};

/** The operator's console. The pages ask again who looks: a layout is no guard. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireOperator();
  return (
    <div className="min-h-dvh">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed! focus:top-2 focus:left-2 focus:z-50 focus:rounded-s focus:bg-pine focus:px-3! focus:py-2! focus:text-pine-ink"
      >
        Skip to content
      </a>
      <header className="border-line border-b bg-sunk">
        <div className="mx-auto flex min-h-12 max-w-[1180px] flex-wrap items-center gap-x-6 px-5 max-md:px-4 max-sm:pt-2">
          <Link href="/" className="tap">
            <Logo />
          </Link>
          <AdminNav />
          <div className="ml-auto flex items-center gap-2">
            <ThemeSwitch />
            <LogOutButton />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-[1180px] py-2 outline-none">
        <RenderedAt at={new Date().toISOString()}>{children}</RenderedAt>
      </main>
      <Toaster />
    </div>
  );
}
