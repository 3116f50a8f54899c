"use client";

import { useLayoutEffect } from "react";
import { followSystemTheme } from "@/lib/theme";

/**
 * Keeps the page in the device's theme when it changes, and on error pages, which the browser draws anew without
 * running the script in their head.
 */
export function ThemeKeeper() {
  useLayoutEffect(followSystemTheme, []);
  return null;
}
