import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/ui/logo";

/** A page with one sheet in its middle: log-in, sign-up and what belongs to them. */
export function AuthPage({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr]">
      <header className="px-10 py-5 max-md:px-5 max-md:py-4">
        <Link href="/" className="tap inline-block">
          <Logo />
        </Link>
      </header>
      <main className="mx-auto w-full max-w-[440px] px-5 pt-[8vh] pb-16 max-md:pt-4">{children}</main>
    </div>
  );
}
