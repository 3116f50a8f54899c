import { afterAll, beforeAll, describe, it } from "vitest";
import { describeIsolation } from "../../src/testing/index";
import { models } from "./models";
import { fixtureProbe } from "./probe";

for (const [model, open] of Object.entries(models)) {
  describeIsolation(model, {
    runner: { describe, it, beforeAll, afterAll },
    open,
    probe: fixtureProbe,
  });
}
