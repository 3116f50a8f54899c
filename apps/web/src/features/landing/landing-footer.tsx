import Link from "next/link";
import { brand } from "@/brand";
import { ThemeSwitch } from "@/features/theme/theme-switch";

/** Bottom of the landing page. */
export function LandingFooter() {
  return (
    <footer className="mx-auto flex max-w-[1120px] flex-wrap items-center gap-4 px-10 py-8 text-ink-3 max-md:px-5">
      <span>
        {brand.name}. {brand.tagline}.
      </span>
      <Link href="/docs/api" className="tap underline underline-offset-2 hover:text-ink">
        API
      </Link>
      <span className="ml-auto">
        <ThemeSwitch />
      </span>
    </footer>
  );
}
