import type { Metadata } from "next";
import { LostPage } from "@/components/lost-page";

export const metadata: Metadata = { title: "No access" };

export default function Forbidden() {
  return (
    <LostPage title="You do not have access to this.">
      Either there is no such workspace, or you are not a member of it. Ask whoever sent you here to let you
      in.
    </LostPage>
  );
}
