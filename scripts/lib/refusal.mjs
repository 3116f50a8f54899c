/** A reason not to go on, in one sentence that names the way out. */
export class Refusal extends Error {
  name = "Refusal";
}

/** Runs a command's main function; a refusal is printed as its sentence alone, and ends with exit code 1. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    process.exit(1);
  }
}
