import { type KeyboardEvent, type MouseEvent, useState } from "react";

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
  const [byKey, setByKey] = useState(false);

  function show() {
    setWanted(true);
    setOpen(true);
  }

  return {
    wanted,
    open,
    setOpen,
    show,
    /** Whether a key opened it the first time, before its own code was there to see that. */
    byKey,
    /** For the plain trigger, before the overlay takes it over. */
    trigger: {
      onClick: (event: MouseEvent) => {
        // A button that is pressed by Enter or Space counts no clicks.
        setByKey(event.detail === 0);
        show();
      },
      onPointerEnter: () => void preload(),
      onFocus: () => void preload(),
      onKeyDown: (event: KeyboardEvent) => {
        if (!openKeys.includes(event.key)) return;
        event.preventDefault();
        setByKey(true);
        show();
      },
    },
  };
}
