import { headers } from "next/headers";

/** The host the person sees in the address bar, for showing addresses. Never for deciding anything. */
export async function siteHost(): Promise<string> {
  return (await headers()).get("host") ?? "";
}
