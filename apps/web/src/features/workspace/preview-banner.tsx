"use client";

import Link from "next/link";
import { useWorkspace } from "./workspace-context";

/** On every page of a branch's preview: that it is one, and the way to the workspace itself. */
export function PreviewBanner() {
  const { preview, slug } = useWorkspace();
  if (preview === null) return null;
  return (
    <section
      aria-label="Preview"
      className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1.5 border-line border-b bg-ink px-4 py-2 text-paper text-ui"
    >
      <p>
        Preview of the branch <strong className="font-semibold">{preview}</strong>, on a copy of the data.
        What you change here stays here.
      </p>
      <Link href={`/${slug.slice(0, slug.indexOf("@"))}`} className="tap font-medium underline">
        Open the workspace
      </Link>
    </section>
  );
}
