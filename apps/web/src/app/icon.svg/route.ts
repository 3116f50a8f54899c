import { brand } from "@/brand";

export const dynamic = "force-static";

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>${brand.name}</title><rect width="32" height="32" rx="8" fill="${brand.iconGround}"/><path transform="translate(8.5 9)" d="${brand.glyph}" fill="none" stroke="${brand.iconInk}" stroke-width="1.7" stroke-linecap="round"/></svg>`;

/** The icon in the browser's tab, drawn from the brand. */
export function GET(): Response {
  return new Response(icon, {
    headers: { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400" },
  });
}
