import { isTenancyError, newTenantId } from "../../../src/index";
import type { Tenancy } from "../../../src/tenancy";
import {
  newChild,
  newParent,
  type Plot,
  plotOf,
  sqlOf,
  type Tables,
} from "../../../src/testing/isolation/plot";
import { fixtureProbe as probe } from "../probe";
import type { Outcome } from "./model";
import { type Operation, spelled, tenants, type Write } from "./operations";

const sql = sqlOf(probe);

class ChangedMyMind extends Error {}
class ReadOnly extends Error {}

/** What an operation has to be told that only the model knows. */
export interface Facts {
  step: number;
  owner(t: number): string;
  /** What the next tenant at a place is called. */
  name: number;
  isReadOnly(t: number): boolean;
}

interface Place {
  id: string;
  plot: Plot | null;
}

/** A real tenancy under a history. Its handles are kept over everything, the end of their tenant included. */
export class Subject {
  readonly #tenancy: Tenancy<object>;
  readonly #run: string;
  readonly #places: Place[] = Array.from({ length: tenants }, () => ({ id: newTenantId(), plot: null }));

  constructor(tenancy: Tenancy<object>, run: string) {
    this.#tenancy = tenancy;
    this.#run = run;
  }

  async apply(operation: Operation, facts: Facts): Promise<Outcome> {
    return outcomeOf(this.#answer(operation, facts));
  }

  /** Removes what a history left. */
  async clear(): Promise<void> {
    for (const { id } of this.#places) await outcomeOf(this.#tenancy.tenants.delete(id));
  }

  async #answer(operation: Operation, facts: Facts): Promise<unknown> {
    const { tenants, closeTenant, closeAll } = this.#tenancy;
    switch (operation.kind) {
      case "create": {
        const tenant = await tenants.create({ slug: spelled.slug(this.#run, facts.name) });
        const handle = await this.#tenancy.connectById(tenant.id);
        this.#places[operation.t] = { id: tenant.id, plot: plotOf(probe, tenant, handle) };
        return "done";
      }
      case "delete":
        await tenants.delete(this.#id(operation.t));
        return "done";
      case "rename":
        await tenants.rename(this.#id(operation.t), spelled.slug(this.#run, operation.name));
        return "done";
      case "setStatus":
        await tenants.setStatus(this.#id(operation.t), operation.status);
        return "done";
      case "connect": {
        const slug = spelled.slug(this.#run, operation.name);
        const handle = await this.#tenancy.connect(slug);
        const record = await tenants.get(slug);
        const t = this.#places.findIndex(({ id }) => id === record?.id);
        if (record) this.#places[t] = { id: record.id, plot: plotOf(probe, record, handle) };
        return t;
      }
      case "close":
        await closeTenant(this.#id(operation.t));
        return "done";
      case "closeAll":
        await closeAll();
        return "done";
      case "write":
        return this.#write(operation.t, facts, (plot) =>
          run(tablesOf(plot), operation.write, textOf(facts, operation.t)),
        );
      case "transaction":
        return this.#write(operation.t, facts, (plot) =>
          plot.transaction(async (tables) => {
            for (const write of operation.writes) await run(tables, write, textOf(facts, operation.t));
            if (operation.fails) throw new ChangedMyMind();
          }),
        );
      case "list":
        return this.#list(operation.t);
      case "rawList": {
        const rows = await (await this.#plot(operation.t)).query(sql.texts);
        return rows.map(({ text }) => text).sort();
      }
      case "count": {
        const { parents, children } = await this.#plot(operation.t);
        return Promise.all([parents.count(), children.count()]);
      }
      case "together": {
        // The handles first, so that the questions are asked in the same tick.
        const handles = await this.#each((t) => this.#plot(t));
        return Promise.all(
          handles.map(async (found) => {
            if ("refused" in found) return found;
            return outcomeOf(
              found.value.children
                .findUnique({ where: { id: spelled.child(operation.c) } })
                .then((row) => row?.text ?? null),
            );
          }),
        );
      }
      case "sideBySide":
        return Promise.all(
          operation.writes.map((write, t) => outcomeOf(this.#answer({ kind: "write", t, write }, facts))),
        );
    }
  }

  async #write(t: number, facts: Facts, work: (plot: Plot) => Promise<void>): Promise<string> {
    const plot = await this.#plot(t);
    try {
      await work(plot);
      return "done";
    } catch (error) {
      // Prisma reads before some writes, so that a read-only tenant may hear of a missing record first.
      if (facts.isReadOnly(t) && ["P2025", "P2002"].includes(codeOf(error))) throw new ReadOnly("read-only");
      throw error;
    }
  }

  #id(t: number): string {
    return this.#place(t).id;
  }

  async #each(ask: (t: number) => Promise<Plot>): Promise<Array<{ value: Plot } | { refused: string }>> {
    const attempts = await Promise.allSettled(this.#places.map((_, t) => ask(t)));
    return attempts.map((attempt) =>
      attempt.status === "fulfilled" ? { value: attempt.value } : { refused: codeOf(attempt.reason) },
    );
  }

  // A place that never had a tenant has no handle: that is refused like one whose tenant is gone.
  async #plot(t: number): Promise<Plot> {
    const { id, plot } = this.#place(t);
    return plot ?? plotOf(probe, { id, slug: "" }, await this.#tenancy.connectById(id));
  }

  #place(t: number): Place {
    const place = this.#places[t];
    if (place === undefined) throw new RangeError(`There is no place ${t}.`);
    return place;
  }

  async #list(t: number) {
    const plot = await this.#plot(t);
    const parents = await plot.parents.findMany();
    const children = await plot.children.findMany({ include: { owner: { select: { email: true } } } });
    return {
      parents: parents.map(({ email }) => email).sort(),
      children: children.map(({ id, text, owner }) => [id, text, emailOf(owner)]).sort(),
    };
  }
}

function emailOf(owner: unknown): unknown {
  return typeof owner === "object" && owner !== null ? Reflect.get(owner, "email") : null;
}

const textOf = (facts: Facts, t: number) => spelled.text(facts.owner(t), facts.step);

function tablesOf({ parents, children, client }: Plot): Tables {
  return { parents, children, raw: client };
}

async function run({ parents, children, raw }: Tables, write: Write, text: string): Promise<void> {
  const byEmail = (n: number) => ({ email: spelled.parent(n) });
  const byId = (n: number) => ({ id: spelled.child(n) });
  const under = (n: number) => ({ owner: { connect: byEmail(n) } });
  const child = (n: number) => newChild(probe, text, spelled.child(n));
  switch (write.kind) {
    case "addParent":
      await parents.create({ data: newParent(probe, spelled.parent(write.e)) });
      return;
    case "addChild":
      await children.create({ data: { ...child(write.c), ...under(write.e) } });
      return;
    case "retext":
      await children.update({ where: byId(write.c), data: { text } });
      return;
    case "move":
      await children.update({ where: byId(write.c), data: under(write.e) });
      return;
    case "upsertChild":
      await children.upsert({
        where: byId(write.c),
        create: { ...child(write.c), ...under(write.e) },
        update: { text },
      });
      return;
    case "upsertParent":
      await parents.upsert({ where: byEmail(write.e), create: byEmail(write.e), update: byEmail(write.to) });
      return;
    case "nest":
      await parents.create({
        data: { ...byEmail(write.e), notes: { create: [child(write.c), child(write.other)] } },
      });
      return;
    case "removeChild":
      await children.delete({ where: byId(write.c) });
      return;
    case "removeParent":
      await parents.delete({ where: byEmail(write.e) });
      return;
    case "rawRetextAll":
      await raw.$executeRawUnsafe(sql.setText(text));
      return;
    case "rawRemoveAll":
      await raw.$executeRawUnsafe(sql.remove);
  }
}

async function outcomeOf(work: PromiseLike<unknown>): Promise<Outcome> {
  try {
    return { answer: await work };
  } catch (error) {
    return { refused: codeOf(error) };
  }
}

/** The engine's or Prisma's code; of anything else, what it says, which equals nothing that the model answers. */
function codeOf(error: unknown): string {
  if (isTenancyError(error)) return error.code;
  if (error instanceof ChangedMyMind) return "changed_my_mind";
  const message = error instanceof Error ? error.message : String(error);
  if (/read-?only/i.test(message)) return "read_only";
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : message;
}
