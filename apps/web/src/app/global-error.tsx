"use client";

import { FailedPage } from "@/components/failed-page";
import "@/styles/globals.css";

/** Replaces the whole document when even its frame could not be made. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" data-theme="light">
      <body>
        <title>This page could not be shown</title>
        <FailedPage error={error} retry={retry} />
      </body>
    </html>
  );
}
