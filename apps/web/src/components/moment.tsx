"use client";

import { agoName, momentName } from "@/lib/dates";
import { useNow } from "@/lib/use-now";

/** When something happened, as a distance; the exact time is its tooltip. */
export function Moment({ at }: { at: string }) {
  const { now, zone } = useNow();
  return (
    <time dateTime={at} title={momentName(at, zone)} className="text-ink-3">
      {agoName(at, now, zone)}
    </time>
  );
}
