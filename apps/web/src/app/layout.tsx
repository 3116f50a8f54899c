import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { brand } from "@/brand";
import { ThemeKeeper } from "@/features/theme/theme-keeper";
import { parseTheme, systemThemeScript, THEME_COOKIE } from "@/lib/theme";
import { fontVariables } from "@/styles/fonts";
import "@/styles/globals.css";

export const metadata: Metadata = {
  title: { template: `%s · ${brand.name}`, default: `${brand.name}: ${brand.tagline.toLowerCase()}` },
  description: brand.description,
  applicationName: brand.name,
  icons: "/icon.svg",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const choice = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html
      lang="en"
      className={fontVariables}
      data-theme={choice === "system" ? "light" : choice}
      data-theme-choice={choice}
      suppressHydrationWarning
    >
      <head>
        <script
          nonce={nonce}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, run before the first paint
          dangerouslySetInnerHTML={{ __html: systemThemeScript }}
        />
      </head>
      <body>
        {children}
        <ThemeKeeper />
      </body>
    </html>
  );
}
