/** The person's choice; `system` follows the device and is the default. */
export type ThemeChoice = "light" | "dark" | "system";

export const THEME_COOKIE = "acre-theme";

/** Reads the cookie's value; anything unknown is `system`. */
export function parseTheme(value: string | undefined): ThemeChoice {
  return value === "light" || value === "dark" ? value : "system";
}

/** Runs in `<head>` before the first paint: where the choice is `system`, it sets what the device prefers. */
export const systemThemeScript = `(function(d){if(d.dataset.themeChoice==="system"&&matchMedia("(prefers-color-scheme: dark)").matches)d.dataset.theme="dark"})(document.documentElement)`;

/**
 * Follows the device for as long as the choice is `system`. Browser only.
 * @returns a function that stops it
 */
export function followSystemTheme(): () => void {
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  function follow() {
    if (root.dataset.themeChoice === "system") root.dataset.theme = systemTheme();
  }
  follow();
  prefersDark.addEventListener("change", follow);
  return () => prefersDark.removeEventListener("change", follow);
}

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
