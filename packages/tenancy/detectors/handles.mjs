import { edit, editEvery, test } from "./leak.mjs";

const kept = "tenancy.test.ts";
const apart = test(kept, "isolation keeps tenants apart when several were made in one process");

/** Whom a handle reaches, and when. @type {import("./leak.mjs").Leak[]} */
export const handles = [
  {
    leak: "all tenants share the first one's client",
    edits: [edit("engine.ts", "clients.get(record.id);", "[...clients.values()][0];")],
    test: apart,
  },
  {
    leak: "clients are remembered by slug, which can change hands",
    edits: [
      edit("engine.ts", "clients.get(record.id);", "clients.get(record.slug);"),
      editEvery("engine.ts", "clients.set(record.id,", "clients.set(record.slug,"),
    ],
    test: test("handles.test.ts", "a name opens whoever has the name now"),
  },
  {
    leak: "connections are pooled without their tenant",
    edits: [
      edit("pool/pooled-adapter.ts", "acquireNow(this.#options.tenantId)", 'acquireNow("")'),
      edit(
        "pool/pooled-adapter.ts",
        "pool.acquire(tenantId, open)",
        "pool.acquire(tenantId.slice(36), open)",
      ),
    ],
    test: apart,
  },
  {
    leak: "a connection is evicted while it is in use",
    edits: [
      edit(
        "pool/connection-pool.ts",
        "if (entry.inUse > 0 || entry.retired) continue;",
        "if (entry.retired) continue;",
      ),
      edit(
        "pool/connection-pool.ts",
        "if (entry.inUse === 0) this.#dispose(entry);",
        "this.#dispose(entry);",
      ),
    ],
    test: test("pool/connection-pool.test.ts", "closes none in use"),
  },
  {
    leak: "what was looked up of many tenants at once goes on being believed",
    edits: [edit("look-ahead.ts", "pool.epoch !== epoch || ", "")],
    test: test("look-ahead.test.ts", "one that was closed by this process or another meanwhile is refused"),
  },
  {
    leak: "a connection outlives the tenant's move to another place",
    edits: [
      edit(
        "pool/connection-pool.ts",
        "entry.circumstances !== circumstances",
        "entry.circumstances === null",
      ),
    ],
    test: test("pool/connection-pool.test.ts", "reopens what was opened under other circumstances"),
  },
  {
    leak: "a handle that is held goes on working while its tenant is suspended",
    edits: [edit("lifecycle/upkeep.ts", "await engine.coordination.letGoEverywhere(updated);", "")],
    test: test(kept, "a handle that is kept is refused while its tenant is suspended"),
  },
  {
    leak: "a tenant suspended a moment ago is opened with what was read before",
    edits: [edit("engine.ts", "pool.epoch !== epoch", "epoch < 0")],
    test: test(kept, "refuses a tenant that was suspended while its record was on the way"),
  },
  {
    leak: "a half-made tenant can be opened",
    edits: [
      edit(
        "tenant-states.ts",
        "if (refusal === null) return;",
        'if (refusal === null || record.status === "provisioning") return;',
      ),
    ],
    test: test("tenants.test.ts", "keeps everything when it fails, shows it to nobody"),
  },
  {
    leak: "whoever filled a new tenant keeps the right to reach it half-made",
    edits: [edit("engine.ts", "admission = admitConnectable;", "admission = admitProvisioning;")],
    test: test("tenants.test.ts", "takes the privilege of a handle that prepare kept"),
  },
  {
    leak: "connectById takes what is no id",
    edits: [
      edit(
        "tenancy.ts",
        "assertTenantId(id), () => registry.findById(id)",
        "id, () => registry.findById(id)",
      ),
    ],
    test: test(kept, "connect refuses what is unknown, by its name, and creates nothing"),
  },
  {
    leak: "a tenant is looked for in a place of another model than its record says",
    edits: [
      edit(
        "engine.ts",
        "if (found.model === record.isolation) return found;",
        "if (found.model !== null) return found;",
      ),
    ],
    test: test(kept, "refuses a tenant recorded under another model or an unknown place"),
  },
  {
    leak: "forEach goes on with the first tenant's handle",
    edits: [
      edit(
        "for-each.ts",
        "work(engine.client(tenant), tenant)",
        "work(engine.clients().at(-1) ?? engine.client(tenant), tenant)",
      ),
    ],
    test: test(kept, "forEach visits every active tenant with its own handle"),
  },
  {
    leak: "a tenant is changed while another process still works on it",
    edits: [
      edit("coordination/let-go.ts", "if (first === undefined) return;", "if (first !== null) return;"),
    ],
    test: test(
      "coordination/coordination.test.ts",
      "is waited for until its transaction ended, and is refused while",
    ),
  },
];
