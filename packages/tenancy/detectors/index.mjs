import { caches } from "./caches.mjs";
import { contexts } from "./contexts.mjs";
import { fences } from "./fences.mjs";
import { handles } from "./handles.mjs";
import { keys } from "./keys.mjs";
import { logins } from "./logins.mjs";
import { places } from "./places.mjs";
import { rawSql } from "./raw-sql.mjs";

/** Every leak that is put in to see whether something notices it. @type {import("./leak.mjs").Leak[]} */
export const leaks = [
  ...fences,
  ...keys,
  ...contexts,
  ...logins,
  ...rawSql,
  ...handles,
  ...places,
  ...caches,
];
