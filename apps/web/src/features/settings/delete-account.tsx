"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("./delete-account-dialog");
const DeleteAccountDialog = lazy(load);

/** The way out, behind a question. */
export function DeleteAccount(props: { email: string; hasPassword: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button kind="danger" size="m" onFocus={load} onPointerEnter={load} onClick={() => setOpen(true)}>
        Delete account
      </Button>
      {open && (
        <Suspense>
          <DeleteAccountDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
