/** The person said no, or stopped it. */
export class Aborted extends Error {
  override readonly name = "Aborted";
}
