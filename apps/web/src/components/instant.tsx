"use client";

import { momentName } from "@/lib/dates";
import { useNow } from "@/lib/use-now";

/** The exact time of something, where the reader is; in UTC, and saying so, until the page is alive. */
export function Instant({ at }: { at: string }) {
  const { zone } = useNow();
  return (
    <time dateTime={at} className="font-medium">
      {momentName(at, zone)}
      {zone && ` ${zone}`}
    </time>
  );
}
