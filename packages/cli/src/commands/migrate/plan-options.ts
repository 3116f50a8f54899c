import { deployInput } from "@acre/core/platform";
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

/** Those, and what is allowed and asked on the way. */
export function deployOptions<Args extends unknown[], Options extends OptionValues>(
  command: Command<Args, Options>,
) {
  return planOptions(command)
    .option("--max-failures <count>", "how many tenants may fail before it pauses: 5, or 2% of them")
    .option("--health-command <command>", "asked between waves; it goes on when that ends with 0")
    .option("--no-health", "ask nothing between waves; otherwise each migrated tenant is opened and read")
    .option("--concurrency <count>", "tenants migrated at once", Number);
}

interface DeployChoices {
  canary?: string;
  waves?: string;
  maxFailures?: string;
  healthCommand?: string;
  health?: boolean;
  force?: true;
  concurrency?: number;
}

/** What an operator chose. @throws ZodError */
export function deployChoices({ canary, waves, ...rest }: DeployChoices) {
  return deployInput.parse({
    ...rest,
    canary: listOf(canary),
    ...(waves === undefined ? {} : { waves: listOf(waves) }),
  });
}
