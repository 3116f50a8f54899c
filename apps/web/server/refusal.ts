/** A reason not to start, in one sentence for people that names the way out. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
