import type { Command, OptionValues } from "@commander-js/extra-typings";

/** The options that say how a deployment goes over the fleet. */
export function planOptions<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return command
    .option("--canary <slugs>", "tenants that go first, with commas between them")
    .option("--waves <waves>", "numbers of tenants or shares of them, such as 1,10%,100%")
    .option("--force", "even what servers of an older version, that serve right now, may not survive");
}

/** What stands between commas. */
export function listOf(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
}
