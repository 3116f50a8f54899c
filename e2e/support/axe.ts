import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe finds wrong on a page as it stands: the rule, and where, one line for each. */
export async function violationsOn(page: Page): Promise<string[]> {
  // In the page itself, as none has a frame of another origin, and without a list of all that was found to be right: a third
  // of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, target }) => `${target.join(" ")} ${html.slice(0, 160)}`).join("\n  ")}`,
  );
}
