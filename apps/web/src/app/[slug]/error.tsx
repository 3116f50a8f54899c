"use client";

import { FailedPage } from "@/components/failed-page";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <FailedPage error={error} retry={retry} within />;
}
