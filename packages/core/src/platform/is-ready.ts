import type { Platform } from "./platform";

/** Whether the catalog answers. */
export async function isReady(platform: Platform): Promise<boolean> {
  try {
    await platform.catalog.tenant.findFirst({ select: { id: true } });
    return true;
  } catch (error) {
    platform.warn("The catalog does not answer", error);
    return false;
  }
}
