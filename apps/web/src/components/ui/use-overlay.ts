import { type KeyboardEvent, useState } from "react";

/**
 * State of an overlay whose code is loaded when it is first wanted: until then its trigger is a plain button, so a
 * board of a thousand cards carries no menus it does not show.
 *
 * @param preload starts loading the overlay's code
 * @param openKeys keys that open it besides a click, such as ArrowDown for a menu
 */
export function useOverlay(preload: () => Promise<unknown>, openKeys: readonly string[] = []) {
  const [wanted, setWanted] = useState(false);
  const [open, setOpen] = useState(false);

  function show() {
    setWanted(true);
    setOpen(true);
  }

  return {
    wanted,
    open,
    setOpen,
    show,
    /** For the plain trigger, before the overlay takes it over. */
    trigger: {
      onClick: show,
      onPointerEnter: () => void preload(),
      onFocus: () => void preload(),
      onKeyDown: (event: KeyboardEvent) => {
        if (!openKeys.includes(event.key)) return;
        event.preventDefault();
        show();
      },
    },
  };
}
