import { useState } from "react";

/**
 * For an overlay that is rendered only while it is open, and so has no trigger of its own to go back to: gives the focus
 * back to whatever had it before, if that is still there.
 * @returns a handler for the overlay's `onCloseAutoFocus`
 */
export function useReturnFocus(): (event: Event) => void {
  const [before] = useState(() => (typeof document === "undefined" ? null : document.activeElement));
  return (event) => {
    event.preventDefault();
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}
