import { setTimeout as delay } from "node:timers/promises";
import { TenancyError } from "../errors";
import { assertTenantStatement } from "../sql/guard";
import { ownTransaction } from "./citus";
import { ContextSigner } from "./context-signer";
import type { FencedSchemas } from "./inspect/tables";
import { Owner } from "./owner";
import { applicationName, type PoolGauges, ServerPool, type ServerPoolOptions } from "./server-pool";
import { type RowsResult, type Statement, sendTogether } from "./statement";
import { installSupport, readSigningKey, rotateSigningKey } from "./support";
import {
  contextStatements,
  noFence,
  nothingAround,
  searchPathOf,
  type TenantBinding,
} from "./tenant-binding";

export interface PostgresServerOptions extends Omit<ServerPoolOptions, "url"> {
  /** The database's owner: makes and migrates tenants' places. */
  ownerUrl: string;
  /** The app's own login, which owns nothing: everything that a tenant asks goes through it. See `ensureAppLogin`. */
  appUrl: string;
  /** How long a signed tenant context is good for, in seconds; 3,600 unless said. */
  contextSeconds?: number;
}

/** What a binding of a tenant adds to the server's. */
export interface BindingOptions {
  tenantId: string;
  /** What unqualified names are looked up in. */
  schema: string;
  readOnly: boolean;
  /** The statement as it is sent. */
  rewrite?: (text: string) => string;
  /** The answer as the tenant gets it. */
  answer?: (result: RowsResult) => RowsResult;
  /** Whether raw statements are judged before they are sent; so unless said. */
  guarded?: boolean;
  /** See `OpenOptions.claim`. */
  claim?: () => void;
}

/** What is known of a server once it is ready. */
export interface ServerFacts {
  /** The app's login. */
  login: string;
  /** As `server_version_num`: 150004 is 15.4. */
  version: number;
  /** Whether the database is a Citus cluster's. */
  citus: boolean;
}

/** One PostgreSQL database in which tenants live, reached as its owner and as the app. */
export class PostgresServer {
  readonly owner: Owner;
  readonly pool: ServerPool;
  readonly #signer: ContextSigner;
  readonly #places: FencedSchemas[] = [];
  #ready: Promise<ServerFacts> | null = null;
  #citus = false;

  constructor(options: PostgresServerOptions) {
    this.owner = new Owner(options.ownerUrl);
    this.pool = new ServerPool({ ...options, url: options.appUrl });
    this.#signer = new ContextSigner({
      lifetimeMs: (options.contextSeconds ?? 3600) * 1000,
      readKey: async () => {
        await this.ready();
        return this.owner.transaction(readSigningKey);
      },
    });
  }

  /**
   * Installs what the database needs, once, and says what it is. Throws `login_unsafe` when
   * that login is exempt from the rules that keep tenants apart, `right_missing`, `server_too_old`.
   */
  ready(): Promise<ServerFacts> {
    this.#ready ??= this.#prepare().catch((error: unknown) => {
      this.#ready = null;
      throw error;
    });
    return this.#ready;
  }

  /** A tenant's signed context. */
  token(tenantId: string): string | Promise<string> {
    return this.#signer.token(tenantId);
  }

  /** A tenant's signed context, for a transaction of the owner's. */
  async context(tenantId: string, searchPath: string): Promise<Statement[]> {
    const { citus } = await this.ready();
    return contextStatements(await this.token(tenantId), searchPath, { citus });
  }

  /** Whether the database is a Citus cluster's; false before it is ready. */
  get citus(): boolean {
    return this.#citus;
  }

  /** Binds a tenant, once the server is ready. */
  bind(options: BindingOptions): TenantBinding {
    const { tenantId, readOnly, rewrite = same, answer = same } = options;
    const searchPath = searchPathOf(options.schema);
    const guard = options.guarded === false ? () => {} : assertTenantStatement;
    return {
      tenantId,
      pool: this.pool,
      context: () => {
        const kept = this.pool.keepsStatements;
        const how = { readOnly, kept, citus: this.#citus };
        const token = this.#signer.token(tenantId);
        if (typeof token === "string") return contextStatements(token, searchPath, how);
        return token.then((signed) => contextStatements(signed, searchPath, how));
      },
      around: this.#citus ? ownTransaction : nothingAround,
      answer,
      claim: options.claim ?? (() => {}),
      renew: () => this.#signer.renew(),
      prepare(text) {
        guard(text, "postgresql");
        return rewrite(text);
      },
    };
  }

  /** One statement of the engine's own in a tenant's context. */
  async ask(binding: TenantBinding, text: string, values: string[]): Promise<RowsResult> {
    const context = await binding.context();
    const { client, release } = await this.pool.lend(binding.tenantId);
    let failed = true;
    try {
      const { before, after } = binding.around;
      const query = { text, values };
      const result = await sendTogether(client, [...before, ...context], query, undefined, after);
      failed = false;
      return result;
    } finally {
      release(failed);
    }
  }

  /** Has the tenant's statements refused that would write where unqualified names mean `schema`; see `Datasource.fence`. */
  async fence(tenantId: string, schema: string): Promise<void> {
    await this.ready();
    await this.owner.query(
      "INSERT INTO acre.fences (tenant_id, place) VALUES ($1::uuid, $2) ON CONFLICT DO NOTHING",
      [tenantId, searchPathOf(schema)],
    );
  }

  /** Whether there is a fence around the tenant's place. */
  async isFenced(tenantId: string, schema: string): Promise<boolean> {
    await this.ready();
    const { rows } = await this.owner.query(
      "SELECT 1 FROM acre.fences WHERE tenant_id = $1::uuid AND place = $2",
      [tenantId, searchPathOf(schema)],
    );
    return rows.length > 0;
  }

  async unfence(tenantId: string, schema: string): Promise<void> {
    await this.ready();
    const { text, values } = noFence(tenantId, schema);
    await this.owner.query(text, values);
  }

  /** Ends the app's connections that another process opened, and resolves when the server has undone what they left. */
  async cutOff(processId: string): Promise<void> {
    const { client, release } = await this.pool.lend("");
    try {
      for (;;) {
        const { rows } = await sendTogether(client, [], {
          text: cutOffText,
          values: [applicationName(processId)],
        });
        if (rows.length === 0) return;
        await delay(cutOffPauseMs);
      }
    } finally {
      release(false);
    }
  }

  forget(tenantId: string): void {
    this.#signer.forget(tenantId);
  }

  /** Replaces the key that contexts are signed with; see `rotateSigningKey`. */
  async rotateKey(graceSeconds: number): Promise<void> {
    await this.ready();
    await this.owner.transaction((session) => rotateSigningKey(session, graceSeconds));
    await this.#signer.renew(true);
  }

  gauges(): PoolGauges {
    return this.pool.gauges();
  }

  async close(): Promise<void> {
    try {
      await this.pool.end();
    } finally {
      await this.owner.end();
    }
  }

  /** Says which schemas a datasource keeps tenants in, so that inspection can tell them from strangers. */
  addPlace(schemas: FencedSchemas): void {
    this.#places.push(schemas);
  }

  /** The condition that fences a schema's tables, or null when no datasource keeps tenants in it. */
  conditionOf(schema: string): string | null {
    for (const place of this.#places) {
      const condition = place.condition(schema);
      if (condition !== null) return condition;
    }
    return null;
  }

  /** Who the app is to the server. */
  async login(): Promise<AppIdentity> {
    const { client, release } = await this.pool.lend("");
    let failed = true;
    try {
      const { rows } = await sendTogether(client, [], { text: loginText });
      const [name, superuser, bypassRls, backend] = rows[0] ?? [];
      // A pooler answers with a number of its own, and hands each transaction to another backend.
      if (backend !== Reflect.get(client, "processID")) this.pool.keepNoStatements();
      failed = false;
      return { name: String(name), superuser: superuser === true, bypassRls: bypassRls === true };
    } finally {
      release(failed);
    }
  }

  async #prepare(): Promise<ServerFacts> {
    const { name: login, superuser, bypassRls } = await this.login();
    if (superuser || bypassRls) {
      const attribute = superuser ? "a superuser" : "exempt from row level security";
      throw new TenancyError(
        "login_unsafe",
        `The app's login "${login}" is ${attribute}, so nothing would keep tenants apart. ALTER ROLE "${login}" NOSUPERUSER NOBYPASSRLS, or give the app another login.`,
      );
    }
    const installed = await this.owner.transaction((session) => installSupport(session, login));
    this.#citus = installed.citus;
    return { login, ...installed };
  }
}

/** Who the app is to the server. */
interface AppIdentity {
  name: string;
  superuser: boolean;
  bypassRls: boolean;
}

const loginText =
  "SELECT rolname, rolsuper, rolbypassrls, pg_catalog.pg_backend_pid() FROM pg_catalog.pg_roles WHERE rolname = current_user";

// The app's login may end what the app's login began. A connection is listed until it is gone.
const cutOffText =
  "SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = current_user AND application_name = $1";
const cutOffPauseMs = 20;

function same<T>(value: T): T {
  return value;
}

/** Prepares access to one PostgreSQL database, for the datasources that keep tenants in it. Opens nothing yet. */
export function createPostgresServer(options: PostgresServerOptions): PostgresServer {
  return new PostgresServer(options);
}
