import { useEffect, useRef, useState } from "react";

const STEP = 40;

/**
 * Draws a long list piece by piece: 40 entries at first, and 40 more whenever its end comes near the screen.
 *
 * @param count how many entries there are
 * @param atLeast how many must be drawn in any case
 * @returns how many to draw, and a ref for the element at the end of what is drawn
 */
export function useGrowing<E extends Element>(count: number, atLeast = 0) {
  const [limit, setLimit] = useState(STEP);
  const end = useRef<E>(null);
  const shown = Math.min(count, Math.max(limit, atLeast));

  useEffect(() => {
    const element = end.current;
    if (!element || shown >= count) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setLimit(shown + STEP);
      },
      { rootMargin: "800px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [shown, count]);

  return { shown, end };
}
