import { messageOf } from "./api";
import { toasterHost } from "./toaster-host";

// Loaded when there is something to say, so that no page waits for it.

/** Says that something failed, why, and offers to try again. */
export async function toastFailure(what: string, error: unknown, retry?: () => void): Promise<void> {
  const toast = await load();
  toast.error(what, {
    description: messageOf(error),
    duration: retry ? 10_000 : 6_000,
    ...(retry && { action: { label: "Retry", onClick: retry } }),
  });
}

/** Says that something is done, where the page alone does not show it. */
export async function toastDone(what: string): Promise<void> {
  const toast = await load();
  toast.success(what);
}

/** Says that something is done that can be taken back, and offers that. */
export async function toastUndo(what: string, description: string, undo: () => void): Promise<void> {
  const toast = await load();
  toast.success(what, { description, duration: 10_000, action: { label: "Undo", onClick: undo } });
}

async function load() {
  const [{ toast }] = await Promise.all([import("sonner"), toasterHost.show()]);
  return toast;
}
