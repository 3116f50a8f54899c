// For Vitest's globalSetup: one PostgreSQL server for all tests of a run. Each test makes databases of its own.
import { startPostgres } from "../../testing/postgres.mjs";

export default async function setup({ provide }) {
  // A superuser's URL tries the suite on a server of another version.
  const given = process.env.ACRE_TEST_POSTGRES_URL;
  if (given) {
    provide("postgresUrl", given);
    return () => {};
  }
  const server = await startPostgres(["-c", "max_connections=200"]);
  provide("postgresUrl", server.url);
  return () => server.stop();
}
