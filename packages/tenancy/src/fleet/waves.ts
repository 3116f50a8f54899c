import { TenancyError } from "../errors";
import type { RunWave } from "./ledger";

/**
 * Waves as an operator writes them, `1`, `10%`, `100%`, for so many tenants. Each says how many have been reached when
 * it is over; what comes after the last one is reached by one more. Waves that would reach nobody are left out.
 * @throws TenancyError `waves_invalid`
 */
export function wavesOf(texts: readonly string[], tenants: number, canaries: boolean): RunWave[] {
  const waves: RunWave[] = canaries ? [{ name: "canary", upTo: null }] : [];
  let reached = 0;
  for (const text of [...texts, "100%"]) {
    const upTo = sizeOf(text, tenants);
    if (upTo < reached)
      throw new TenancyError(
        "waves_invalid",
        `Waves grow: ${text} would be less than the one before it. Write them like 1,10%,100%.`,
      );
    if (upTo === reached) continue;
    waves.push({ name: text, upTo });
    reached = upTo;
  }
  // Whoever joins the fleet meanwhile, or shares tables, comes with the last one.
  if (waves.at(-1)?.upTo !== tenants || waves.length === 0) waves.push({ name: "100%", upTo: tenants });
  return waves;
}

function sizeOf(text: string, tenants: number): number {
  const match = /^(\d{1,7})(?:\.(\d{1,3}))?(%?)$/.exec(text.trim());
  const number = Number(text.trim().replace("%", ""));
  const isShare = match?.[3] === "%";
  if (!match || number <= 0 || (isShare ? number > 100 : match[2] !== undefined))
    throw new TenancyError(
      "waves_invalid",
      `${JSON.stringify(text)} is no wave. Write numbers of tenants or shares of them, such as 1,10%,100%.`,
    );
  return isShare ? Math.ceil((tenants * number) / 100) : Math.min(number, tenants);
}
