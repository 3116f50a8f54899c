import Link from "next/link";
import { buttonClass } from "@/components/ui/button";

/** In place of the sign-up form, for somebody who is logged in. */
export function WelcomeBack({
  name,
  workspaces,
}: {
  name: string;
  workspaces: readonly { slug: string; name: string }[];
}) {
  return (
    <section className="grid gap-4 rounded-l border border-line bg-raised p-7 shadow-float">
      <h2 className="page-title text-[24px]">Welcome back, {name}</h2>
      <ul className="grid gap-2">
        {workspaces.slice(0, 5).map((workspace) => (
          <li key={workspace.slug}>
            <Link
              href={`/${workspace.slug}`}
              className={buttonClass("default", "l", "w-full justify-start!")}
            >
              <span className="truncate">{workspace.name}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Link href="/new-workspace" className={buttonClass("primary", "l")}>
        New workspace
      </Link>
    </section>
  );
}
