import { edit, editEvery, test } from "./leak.mjs";

const missing = "are missing with an error, never looked for in public";

/** Where a tenant's data lies. @type {import("./leak.mjs").Leak[]} */
export const places = [
  {
    leak: "files are named after the slug, so that a rename opens another",
    edits: [
      edit("sqlite/files.ts", "const id = assertTenantId(tenantId);", "const id = tenantId;"),
      edit("engine.ts", ".open(record.id,", ".open(record.slug,"),
      edit("lifecycle/making.ts", "datasource.provision(id)", "datasource.provision(record.slug)"),
    ],
    test: test("handles.test.ts", "a name opens whoever has the name now"),
  },
  {
    leak: "an id with ../ in it reaches another file",
    edits: [edit("sqlite/files.ts", "const id = assertTenantId(tenantId);", "const id = tenantId;")],
    test: test("sqlite/datasource.test.ts", "for everything, and touches nothing"),
  },
  {
    leak: "opening makes a tenant's file when it is missing",
    edits: [edit("sqlite/open-database.ts", "fileMustExist: !create", "fileMustExist: create && false")],
    test: test("tenancy.test.ts", "refuses a tenant whose file is gone, instead of making an empty one"),
  },
  {
    leak: "a new tenant inherits data that lies under its id",
    edits: [edit("lifecycle/making.ts", "await refuseForeignGround(record);", "void refuseForeignGround;")],
    test: test("tenants.test.ts", "does not adopt, or remove, data that lies under its id already"),
  },
  {
    leak: "a deleted tenant's file stays for the next",
    edits: [edit("lifecycle/erasing.ts", "await place.destroy(record.id);", "")],
    test: test("tenants.test.ts", "delete removes the record and every file"),
  },
  {
    leak: "a deleted file's log stays beside the next of its name",
    edits: [edit("sqlite/files.ts", 'return ["", "-wal", "-shm"', 'return ["", "-shm"')],
    test: test("sqlite/datasource.test.ts", "destroy removes the file and all beside it"),
  },
  {
    leak: "a missing schema is no error",
    edits: [
      edit("postgres/schema-datasource.ts", "if (rows.length === 0) throw", "if (rows.length < 0) throw"),
    ],
    test: test("postgres/places.test.ts", `places of the schema model ${missing}`),
  },
  {
    leak: "a tenant that is not registered with the shared tables is no error",
    edits: [edit("postgres/row-datasource.ts", "if (rows.length === 0) throw", "if (rows.length < 0) throw")],
    test: test("postgres/places.test.ts", `places of the row model ${missing}`),
  },
  {
    leak: "schemas are named after a part of the id, so that tenants of one moment share one",
    edits: [
      edit(
        "postgres/names.ts",
        'assertTenantId(tenantId).replaceAll("-", "")',
        "assertTenantId(tenantId).slice(0, 8)",
      ),
    ],
    test: test(
      "postgres/models.test.ts",
      "in the schema model keeps tenants apart when several were made in one process",
    ),
  },
  {
    leak: "the key kept for one tenant's file opens as another's",
    edits: [editEvery("keys/wrapped-key.ts", "purposeOf(placeId),", "purposeOf(placeId.slice(36)),")],
    test: test("keys/wrapped-key.test.ts", "opens for no other place and under no other master key"),
  },
  {
    leak: "a deleted tenant's key stays, and with it whatever copies of its file there are",
    edits: [
      edit(
        "sqlite/sealed-places.ts",
        "await keys.remove(tenantId);\n      await removeDatabase",
        "await removeDatabase",
      ),
    ],
    test: test("sqlite/sealed.test.ts", "the key goes with the tenant"),
  },
];
