"use client";

import { useSyncExternalStore } from "react";
import { today } from "./dates";
import { useRenderedAt } from "./rendered-at";

const MINUTE = 60_000;

/** Today where the reader is. While the page comes alive it is the server's day, so that both draw the same. */
export function useToday(): string {
  const renderedAt = useRenderedAt();
  return useSyncExternalStore(everyMinute, today, () => renderedAt.slice(0, 10));
}

/** This minute, as an ISO instant; `zone` is UTC until the page is alive and the reader's own afterwards. */
export function useNow(): { now: Date; zone: "UTC" | undefined } {
  const renderedAt = useRenderedAt();
  const minute = useSyncExternalStore(everyMinute, thisMinute, () => null);
  return minute === null
    ? { now: new Date(renderedAt), zone: "UTC" }
    : { now: new Date(minute), zone: undefined };
}

function thisMinute(): number {
  return Math.ceil(Date.now() / MINUTE) * MINUTE;
}

function everyMinute(onChange: () => void): () => void {
  const timer = setInterval(onChange, MINUTE);
  document.addEventListener("visibilitychange", onChange);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", onChange);
  };
}
