import type { Metadata } from "next";
import { LostPage } from "@/components/lost-page";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <LostPage title="There is nothing at this address.">
      It may have been deleted or moved, or the address has a slip in it.
    </LostPage>
  );
}
