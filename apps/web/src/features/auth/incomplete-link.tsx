import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** For an e-mailed link that lost its token on the way. */
export function IncompleteLink() {
  return (
    <EmptyState
      level="h1"
      title="This link is not complete."
      action={
        <Link href="/login" className={buttonClass("default", "m")}>
          Go to log in
        </Link>
      }
    >
      Open it again from the e-mail, or copy all of it.
    </EmptyState>
  );
}
