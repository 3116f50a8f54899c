/** The person's choice; `system` follows the device and is the default. */
export type ThemeChoice = "light" | "dark" | "system";

export const THEME_COOKIE = "acre-theme";

/** Reads the cookie's value; anything unknown is `system`. */
export function parseTheme(value: string | undefined): ThemeChoice {
  return value === "light" || value === "dark" ? value : "system";
}

/**
 * Runs in `<head>` before the first paint, only when the choice is `system`: it sets what the device prefers
 * and follows it when it changes, for as long as the choice stays `system`.
 */
export const systemThemeScript = `(function(){var d=document.documentElement,m=matchMedia("(prefers-color-scheme: dark)");function f(){if(d.dataset.themeChoice==="system")d.dataset.theme=m.matches?"dark":"light"}f();m.addEventListener("change",f)})()`;

/** Applies and remembers a choice for a year. Browser only. */
export function chooseTheme(choice: ThemeChoice): void {
  const root = document.documentElement;
  root.dataset.themeChoice = choice;
  root.dataset.theme = choice === "system" ? systemTheme() : choice;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we support
  document.cookie = `${THEME_COOKIE}=${choice}; path=/; max-age=31536000; samesite=lax`;
}

function systemTheme(): "light" | "dark" {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
