/**
 * A way in which tenants could come to see each other, to be put into a copy of the code or into a database, and
 * what has to notice it.
 *
 * @typedef {object} Leak
 * @property {string} leak what is wrong once it is in
 * @property {Edit[]} [edits] changes of source files that make it
 * @property {string} [sql] or what a superuser runs in a database with one tenant; `{schema}` is where the tenant's
 *   tables are, `{app}` the app's login
 * @property {"schema" | "row"} [model] the model whose database is looked at, where that is what notices it
 * @property {number} [partitions] into how many parts its tables are divided
 * @property {TestName} [test] noticed by this test going red
 * @property {string} [finding] or by self-inspection, with a finding of this code
 * @property {string} [program] a program without which it cannot be tried; "citus" is the extension
 *
 * @typedef {object} Edit
 * @property {string} file from the repository's root
 * @property {string} find text that stands in it, once unless `every`
 * @property {string} replace
 * @property {boolean} [every]
 *
 * @typedef {object} TestName
 * @property {string} file from the repository's root
 * @property {string} name its full name, or part of it
 */

const source = "packages/tenancy/src/";

/** @type {(file: string, find: string, replace: string) => Edit} */
export const edit = (file, find, replace) => ({ file: source + file, find, replace });

/** @type {(file: string, find: string, replace: string) => Edit} */
export const editEvery = (file, find, replace) => ({ ...edit(file, find, replace), every: true });

/** @type {(file: string, name: string) => TestName} */
export const test = (file, name) => ({ file: source + file, name });
