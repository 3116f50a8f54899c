/** Tests start the command many times over: bundled, it starts at once. */
export async function setup() {
  await import("./bundle.mjs");
}
