import { cn } from "@/lib/cn";
import type { Status } from "@/lib/types";

const colours: Record<Status, string> = {
  backlog: "text-backlog",
  todo: "text-todo",
  in_progress: "text-doing",
  in_review: "text-review",
  completed: "text-done",
  cancelled: "text-cancelled",
};

/** The ring that stands for a status: told apart by shape, so never by colour alone. Decoration beside its name. */
export function StatusGlyph({ status, className }: { status: Status; className?: string }) {
  return (
    <svg
      viewBox="0 0 14 14"
      width="14"
      height="14"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      className={cn("shrink-0", colours[status], className)}
    >
      <Shape status={status} />
    </svg>
  );
}

function Shape({ status }: { status: Status }) {
  if (status === "completed") return <FilledTick />;
  return (
    <>
      <circle cx="7" cy="7" r="5.5" strokeDasharray={status === "backlog" ? "2 1.9" : undefined} />
      {status === "in_progress" && <path d="M7 3.5a3.5 3.5 0 0 1 0 7z" fill="currentColor" stroke="none" />}
      {status === "in_review" && <path d="M7 3.5A3.5 3.5 0 1 1 3.5 7H7z" fill="currentColor" stroke="none" />}
      {status === "cancelled" && <path d="M4.4 9.6l5.2-5.2" strokeLinecap="round" />}
    </>
  );
}

function FilledTick() {
  return (
    <>
      <circle cx="7" cy="7" r="6.25" fill="currentColor" stroke="none" />
      <path
        d="M4.2 7.2l2 2 3.6-4"
        className="stroke-raised"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  );
}
