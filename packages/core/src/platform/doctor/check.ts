/** What was found out about one part of the installation. */
export interface Check {
  /** What was looked at, such as `disk`. */
  name: string;
  /** `trouble` wants to be mended now; `warning` is worth knowing. */
  state: "good" | "warning" | "trouble";
  found: string;
  /** What to do about it; null for what is good. */
  advice: string | null;
}

export function good(name: string, found: string): Check {
  return { name, state: "good", found, advice: null };
}

export function warning(name: string, found: string, advice: string): Check {
  return { name, state: "warning", found, advice };
}

export function trouble(name: string, found: string, advice: string): Check {
  return { name, state: "trouble", found, advice };
}

/** Runs a check, and makes what it throws one. */
export async function checking(
  name: string,
  advice: string,
  work: () => Check[] | Promise<Check[]>,
): Promise<Check[]> {
  try {
    return await work();
  } catch (error) {
    return [trouble(name, error instanceof Error ? error.message : String(error), advice)];
  }
}
