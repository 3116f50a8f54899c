// A process of its own for the tests: starts sign-ups one after the other, brings each to the step it is to be killed
// at, says so, and stays there.
import { bootTestPlatform } from "../../testing/boot-test-platform";
import { stepwise } from "../../testing/steps";
import { signUp } from "../index";

const [dir, stops] = process.argv.slice(2);
if (!dir || !stops)
  throw new Error("usage: killed-sign-ups.fixture.ts <folder> <[{ person, stopAt }] as JSON>");

const { platform } = await bootTestPlatform(dir);
for (const { person, stopAt } of JSON.parse(stops)) {
  await new Promise<void>((stopped, failed) => {
    let taken = 0;
    const stepped = stepwise(platform, async (what) => {
      taken += 1;
      if (taken < stopAt) return;
      console.log(`stopped before ${what}`);
      stopped();
      await new Promise(() => {});
    });
    signUp(stepped, person).then(({ tenant }) => {
      console.log(`finished ${tenant}`);
      stopped();
    }, failed);
  });
}
console.log("all are there");
// Something to wait for, until the end comes from outside.
setInterval(() => {}, 60_000);
