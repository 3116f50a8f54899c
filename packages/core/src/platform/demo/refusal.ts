/** Why the example workspaces were not made: one sentence for the operator that names the way out. */
export class DemoRefused extends Error {
  override readonly name = "DemoRefused";
}
