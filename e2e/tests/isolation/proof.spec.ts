import { join } from "node:path";
import { readBuild } from "../../prove/build/read-build";
import { proveOn } from "../../prove/run/prove-on";
import { targetsOf } from "../../prove/run/targets";
import { askedIsolation } from "../../support/postgres-server";
import { root } from "../../support/server";
import { expect, test } from "../../support/test";

/** One attempt of so many is made here; `npm run prove` makes all of them. */
const oneOf = 17;

// Once is enough of a sample: the whole proof runs on every model.
if (askedIsolation() === null) {
  test("a sample of the proof finds nothing given away, and nothing that nobody has classified", async ({
    server,
  }) => {
    test.setTimeout(120_000);
    const targets = targetsOf(readBuild(join(root, "apps/web")), () => true);
    expect(targets.unclassified).toEqual([]);
    const part = await proveOn(server, targets, {
      model: "database",
      proxy: true,
      chosen: (_, index) => index % oneOf === 0,
      samples: 0,
      allowances: false,
      say: () => {},
    });
    expect(part.leaks).toEqual([]);
    expect(part.attempts).toBeGreaterThan(400);
  });
}
