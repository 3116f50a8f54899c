import Link from "next/link";
import { Logo } from "@/components/ui/logo";

/** Top of the landing page. */
export function LandingHeader({ loggedIn }: { loggedIn: boolean }) {
  return (
    <header className="flex items-center gap-7 px-10 py-5 text-[14px] text-ink-2 max-md:px-5 max-md:py-4">
      <Link href="/" className="tap">
        <Logo />
      </Link>
      <nav aria-label="Main" className="ml-auto flex items-center gap-5">
        <a href="/#isolation" className="tap hover:text-ink max-md:hidden">
          How isolation works
        </a>
        {loggedIn ? (
          <Link href="/workspaces" className="tap font-medium text-ink hover:underline">
            Your workspaces
          </Link>
        ) : (
          <Link href="/login" className="tap font-medium text-ink hover:underline">
            Log in
          </Link>
        )}
      </nav>
    </header>
  );
}
