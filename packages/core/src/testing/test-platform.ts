import { afterAll, beforeAll } from "vitest";
import { bootTestPlatform, type TestPlatform, temporaryFolder } from "./boot-test-platform";
import { storeVariables, testIsolation } from "./test-store";

/**
 * One installation for all tests of a file, gone afterwards. Read it inside of tests and hooks. It keeps its workspaces
 * as `isolation` says, or ACRE_TEST_ISOLATION.
 */
export function useTestPlatform(
  variables: Record<string, string> = {},
  isolation = testIsolation(),
): () => TestPlatform {
  let booted: TestPlatform | undefined;
  let remove: (() => void) | undefined;
  beforeAll(async () => {
    const folder = temporaryFolder();
    remove = folder.remove;
    booted = await bootTestPlatform(folder.dir, { ...(await storeVariables(isolation)), ...variables });
  });
  afterAll(async () => {
    await booted?.close();
    remove?.();
  });
  return () => {
    if (!booted) throw new Error("The installation is there inside of tests and hooks only.");
    return booted;
  };
}
