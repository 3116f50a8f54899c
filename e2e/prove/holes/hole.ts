/**
 * A way in which one workspace could come to see another, put into a copy of the application, and what the proof has to
 * say of it. In a replacement, `HOLE` is true while this hole is the one that is open: all of them are built at once.
 */
export interface Hole {
  name: string;
  /** What is wrong once it is open. */
  hole: string;
  edits: Edit[];
  /** A regular expression for the routes and pages that are attacked. */
  only: string;
  found: Expected;
  /** False to attack what is built without its proxy layer. */
  proxy?: false;
  /** How long refusals take is what tells. */
  timed?: true;
  /** What it lets through changes the workspace, which is made anew for it. */
  writes?: true;
}

/** A change of a file, whose text stands in it once; or a file that is new. */
export type Edit = { file: string; find: string; replace: string } | { file: string; text: string };

/** What one finding at least has to be. */
export interface Expected {
  kinds?: string[];
  caller?: RegExp;
  way?: RegExp;
  /** Or what has to stand among what nobody has classified. */
  unclassified?: string;
}

/** Every other workspace's handle, for holes that look where they must not. */
export const everyTenant = `(await (async () => {
  const platform = globalThis[Symbol.for("acre.platform")];
  const rows = await platform.catalog.tenant.findMany({ where: { status: "active" } });
  return Promise.all(rows.map(async (row) => ({ row, db: await platform.tenancy.connectById(row.id) })));
})())`;
