import { randomUUID } from "node:crypto";
import type { Probe } from "../../src/testing/index";

/** The fixture's owners and notes. Owners are numbered by the database, so tenants share ids. */
export const fixtureProbe: Probe = {
  parent: { model: "owner", table: "Owner", id: "id", unique: "email", children: "notes" },
  child: {
    model: "note",
    table: "Note",
    id: "id",
    newId: randomUUID,
    text: "text",
    number: "count",
    parentId: "ownerId",
    parent: "owner",
    insertSql: ({ id, text, parentId }) =>
      `INSERT INTO "Note" ("id", "text", "ownerId") VALUES (${id}, ${text}, ${parentId})`,
  },
};
