import { ensureBuild } from "../../scripts/lib/build.mjs";

/** Vitest runs this once before the tests: a start that has to build first would measure the build. */
export const setup = ensureBuild;
