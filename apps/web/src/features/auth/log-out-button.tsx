"use client";

import { useState } from "react";
import { signOut } from "@/lib/sign-in";

/** Ends the session, outside a workspace. */
export function LogOutButton() {
  const [failed, setFailed] = useState(false);
  return (
    <button
      type="button"
      onClick={() => signOut().catch(() => setFailed(true))}
      className="tap text-ink-2 underline hover:text-ink"
    >
      {failed ? "Log out, again" : "Log out"}
    </button>
  );
}
