import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { LogOutButton } from "@/features/auth/log-out-button";
import { WorkspaceMark } from "./workspace-mark";

interface WorkspacePickerProps {
  email: string;
  workspaces: readonly { slug: string; name: string; role: string }[];
}

/** For people with several workspaces: which one? */
export function WorkspacePicker({ email, workspaces }: WorkspacePickerProps) {
  return (
    <section className="grid gap-4 rounded-l border border-line bg-raised p-7 shadow-float max-sm:p-5">
      <h1 className="page-title text-[24px]">Your workspaces</h1>
      <ul className="grid gap-2">
        {workspaces.map((workspace) => (
          <li key={workspace.slug}>
            <Link
              href={`/${workspace.slug}`}
              className="flex min-h-12 items-center gap-3 rounded-[8px] border border-line px-3 hover:border-line-strong hover:bg-sunk"
            >
              <WorkspaceMark name={workspace.name} />
              <span className="min-w-0 flex-1 truncate font-medium text-body">{workspace.name}</span>
              <span className="text-ink-3 capitalize">{workspace.role}</span>
            </Link>
          </li>
        ))}
      </ul>
      <Link href="/new-workspace" className={buttonClass("primary", "l")}>
        New workspace
      </Link>
      <p className="flex flex-wrap items-center gap-x-2 text-ink-3 text-small">
        <span className="break-all">Logged in as {email}.</span> <LogOutButton />
      </p>
    </section>
  );
}
