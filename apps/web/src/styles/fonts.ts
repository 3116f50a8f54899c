import localFont from "next/font/local";

/*
 * Self-hosted, latin and latin-ext only. The latin files are preloaded and come with a fallback of the
 * same measures, so text does not move when they arrive; the ext files load only where a letter needs them.
 */
const sansLatin = localFont({
  src: "../../../../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-wght-normal.woff2",
  variable: "--font-sans-latin",
  weight: "400 700",
  adjustFontFallback: "Arial",
});

const sansExt = localFont({
  src: "../../../../node_modules/@fontsource-variable/instrument-sans/files/instrument-sans-latin-ext-wght-normal.woff2",
  variable: "--font-sans-ext",
  weight: "400 700",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});

const serifLatin = localFont({
  src: [
    {
      path: "../../../../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2",
      weight: "200 800",
      style: "normal",
    },
  ],
  variable: "--font-serif-latin",
  adjustFontFallback: "Times New Roman",
});

const serifItalic = localFont({
  src: "../../../../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-wght-italic.woff2",
  variable: "--font-serif-it",
  weight: "200 800",
  style: "italic",
  preload: false,
  adjustFontFallback: "Times New Roman",
});

const serifExt = localFont({
  src: "../../../../node_modules/@fontsource-variable/newsreader/files/newsreader-latin-ext-wght-normal.woff2",
  variable: "--font-serif-ext",
  weight: "200 800",
  preload: false,
  adjustFontFallback: false,
  declarations: [
    {
      prop: "unicode-range",
      value:
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF",
    },
  ],
});

const monoLatin = localFont({
  src: "../../../../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2",
  variable: "--font-mono-latin",
  weight: "100 800",
  preload: false,
  adjustFontFallback: false,
});

/** Class names for `<html>`: they define the custom properties that tokens.css composes into families. */
export const fontVariables = [sansLatin, sansExt, serifLatin, serifItalic, serifExt, monoLatin]
  .map((font) => font.variable)
  .join(" ");
