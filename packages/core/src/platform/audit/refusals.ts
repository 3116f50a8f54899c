import type { TenantDb } from "@acre/db";
import { appendAudit } from "../../audit/append";
import { minuteMs } from "../../durations";
import { isAppError } from "../../errors";
import { translateError } from "../../translate-error";
import type { Platform } from "../platform";

/** An access to a workspace that was refused. */
export interface RefusedAccess {
  /** By its id, or by the name that was asked for: one that is not there is nobody's to be told of. */
  tenant: { id: string } | { slug: string };
  /** Who: a member, a key of the workspace, an operator, or an account that is no member. */
  actor: { kind: "member" | "key" | "operator"; id: string; name: string } | { kind: "outsider"; id: string };
  reason: "forbidden" | "not_found" | "key_revoked" | "key_expired";
  /** Such as PATCH. */
  method: string;
  /** The route's pattern, such as /api/v1/tasks/{id}: never the address with what was typed into it. */
  route: string;
  /** The id that was asked for, where there was one. */
  resourceId: string | null;
  address: string | null;
  requestId: string | null;
}

interface Written {
  /** Of those the workspace let in: members, keys and operators. */
  own: Set<string>;
  outsiders: Set<string>;
  /** How many were not written. */
  left: number;
}

/** How many refusals one workspace's log takes in a minute; the rest are counted. */
export const refusalsAMinute = 60;
/** How many of outsiders, beside those: anybody can make an account, and none is to crowd the workspace's own out. */
export const outsiderRefusalsAMinute = 20;
const mostWaiting = 1000;
const mostOutsidersWaiting = 200;
// Long enough that nobody can tell from the next answer whether there was a workspace to write it to.
const longestPauseMs = 250;

/**
 * Writes refused accesses to the logs of the workspaces they were about, after the answer and at its own pace. It slows
 * and fails no request, and however many come, a workspace's log takes so many a minute, of outsiders fewer, and one
 * entry for the rest.
 */
export class RefusalLog {
  readonly #platform: Pick<Platform, "catalog" | "tenancy" | "warn">;
  readonly #minutes = new Map<string, Written>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #soon = new Set<() => void>();
  readonly #minute: NodeJS.Timeout;
  #outsidersWaiting = 0;

  constructor(platform: Pick<Platform, "catalog" | "tenancy" | "warn">) {
    this.#platform = platform;
    this.#minute = setInterval(() => this.#endMinute(), minuteMs);
    this.#minute.unref();
  }

  /** Returns at once and throws nothing. */
  record(refused: RefusedAccess): void {
    if (this.#underWay.size >= mostWaiting) return;
    const work = () => this.#pause().then(() => this.#write(refused));
    if (refused.actor.kind !== "outsider") {
      this.#run(work());
      return;
    }
    if (this.#outsidersWaiting >= mostOutsidersWaiting) return;
    this.#outsidersWaiting += 1;
    this.#run(
      work().finally(() => {
        this.#outsidersWaiting -= 1;
      }),
    );
  }

  /** Writes what waits, and ends. */
  async close(): Promise<void> {
    clearInterval(this.#minute);
    for (const wake of this.#soon) wake();
    await this.#settled();
    this.#endMinute();
    await this.#settled();
  }

  async #settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #run(work: Promise<void>): void {
    const guarded = work.catch((error: unknown) => {
      // A workspace that is closed or read-only cannot be told.
      if (!isAppError(translateError(error)))
        this.#platform.warn("A refused access was not written down", error);
    });
    this.#underWay.add(guarded);
    guarded.finally(() => this.#underWay.delete(guarded));
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#soon.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.random() * longestPauseMs);
      timer.unref();
      this.#soon.add(wake);
    });
  }

  async #write(refused: RefusedAccess): Promise<void> {
    const tenantId = await this.#find(refused.tenant);
    if (tenantId === null || !this.#counts(tenantId, refused)) return;
    const db = await this.#platform.tenancy.connectById(tenantId);
    await append(db, tenantId, refused);
  }

  async #find(tenant: RefusedAccess["tenant"]): Promise<string | null> {
    if ("id" in tenant) return tenant.id;
    const { slug } = tenant;
    const found = await this.#platform.catalog.tenant.findUnique({ where: { slug }, select: { id: true } });
    return found?.id ?? null;
  }

  /** Whether it is to be written: not the same again, and not more than a minute takes. */
  #counts(tenantId: string, { actor, reason, method, route, resourceId }: RefusedAccess): boolean {
    const written = this.#minutes.get(tenantId) ?? { own: new Set(), outsiders: new Set(), left: 0 };
    this.#minutes.set(tenantId, written);
    const [seen, most] =
      actor.kind === "outsider"
        ? [written.outsiders, outsiderRefusalsAMinute]
        : [written.own, refusalsAMinute];
    const same = [actor.kind, actor.id, reason, method, route, resourceId].join(" ");
    if (seen.size < most && !seen.has(same)) {
      seen.add(same);
      return true;
    }
    written.left += 1;
    return false;
  }

  #endMinute(): void {
    for (const [tenantId, { left }] of this.#minutes) {
      if (left > 0) this.#run(this.#tellLeft(tenantId, left));
    }
    this.#minutes.clear();
  }

  async #tellLeft(tenantId: string, left: number): Promise<void> {
    const db = await this.#platform.tenancy.connectById(tenantId);
    await db.$transaction((tx) =>
      appendAudit(tx, tenantId, {
        ...nowhere,
        action: "access.refused_more",
        actorId: null,
        actorName: "System",
        actorKind: "system",
        changes: JSON.stringify({ count: { before: null, after: left } }),
      }),
    );
  }
}

const nowhere = {
  resourceType: "access",
  resourceId: "access",
  projectId: null,
  address: null,
  requestId: null,
};

async function append(db: TenantDb, tenantId: string, refused: RefusedAccess): Promise<void> {
  const { actor, reason, method, route, resourceId, address, requestId } = refused;
  await db.$transaction((tx) =>
    appendAudit(tx, tenantId, {
      ...nowhere,
      action: "access.refused",
      actorId: actor.id,
      // What an outsider is called is not the workspace's to know.
      actorName: "name" in actor ? actor.name : "Not a member",
      actorKind: actor.kind,
      resourceId: resourceId?.slice(0, 100) ?? "access",
      address,
      requestId,
      changes: JSON.stringify({
        request: { before: null, after: `${method} ${route}` },
        reason: { before: null, after: reason },
      }),
    }),
  );
}
