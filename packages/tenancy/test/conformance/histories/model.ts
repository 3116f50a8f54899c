import { type Operation, spelled, tenants, type Write } from "./operations";

/** What an operation answered: something to compare, or the code it was refused with. */
export type Outcome = { answer: unknown } | { refused: string };

interface Data {
  parents: Set<string>;
  /** By id: the text, and the parent's unique value. */
  children: Map<string, { text: string; parent: string }>;
}

interface Tenant extends Data {
  owner: string;
  name: number;
  status: "active" | "read_only" | "suspended";
}

class Refusal extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Tenants as they should be: plain maps, one for each. */
export class Model {
  readonly #places: Array<Tenant | null> = Array(tenants).fill(null);
  #made = 0;

  /** Who the tenant at a place is, for what is written into it. */
  owner(t: number): string {
    return this.#places[t]?.owner ?? "nobody";
  }

  name(t: number): number {
    return this.#places[t]?.name ?? t;
  }

  isReadOnly(t: number): boolean {
    return this.#places[t]?.status === "read_only";
  }

  apply(operation: Operation, step: number): Outcome {
    try {
      return { answer: this.#answer(operation, step) };
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.code };
      throw error;
    }
  }

  #answer(operation: Operation, step: number): unknown {
    switch (operation.kind) {
      case "create": {
        const name = this.name(operation.t);
        if (this.#places.some((other) => other?.name === name)) throw new Refusal("slug_taken");
        const owner = `tenant ${++this.#made} at ${operation.t}`;
        this.#places[operation.t] = {
          owner,
          name,
          status: "active",
          parents: new Set(),
          children: new Map(),
        };
        return "done";
      }
      case "delete":
        this.#existing(operation.t);
        this.#places[operation.t] = null;
        return "done";
      case "rename": {
        const tenant = this.#existing(operation.t);
        if (this.#places.some((other) => other !== tenant && other?.name === operation.name))
          throw new Refusal("slug_taken");
        tenant.name = operation.name;
        return "done";
      }
      case "setStatus":
        this.#existing(operation.t).status = operation.status;
        return "done";
      case "connect": {
        const t = this.#places.findIndex((tenant) => tenant?.name === operation.name);
        this.#readable(t);
        return t;
      }
      case "close":
      case "closeAll":
        return "done";
      case "write":
        return this.#write(operation.t, [operation.write], step);
      case "transaction":
        return this.#write(operation.t, operation.writes, step, operation.fails);
      case "list":
        return listed(this.#readable(operation.t));
      case "rawList":
        return [...this.#readable(operation.t).children.values()].map(({ text }) => text).sort();
      case "count": {
        const { parents, children } = this.#readable(operation.t);
        return [parents.size, children.size];
      }
      case "together":
        return this.#each((t) => this.#readable(t).children.get(spelled.child(operation.c))?.text ?? null);
      case "sideBySide":
        return this.#each((t) => {
          const write = operation.writes[t];
          return write === undefined ? "done" : this.#write(t, [write], step);
        });
    }
  }

  #each(ask: (t: number) => unknown): Outcome[] {
    return this.#places.map((_, t) => {
      try {
        return { answer: ask(t) };
      } catch (error) {
        if (error instanceof Refusal) return { refused: error.code };
        throw error;
      }
    });
  }

  #existing(t: number): Tenant {
    const tenant = this.#places[t];
    if (tenant) return tenant;
    throw new Refusal("tenant_not_found");
  }

  #readable(t: number): Tenant {
    const tenant = this.#existing(t);
    if (tenant.status === "suspended") throw new Refusal("tenant_suspended");
    return tenant;
  }

  #write(t: number, writes: readonly Write[], step: number, fails = false): string {
    const tenant = this.#readable(t);
    if (tenant.status === "read_only") throw new Refusal("read_only");
    // On a copy, which takes the place of the original when all went well.
    const data: Data = { parents: new Set(tenant.parents), children: new Map(tenant.children) };
    for (const write of writes) applyWrite(data, write, spelled.text(tenant.owner, step));
    if (fails) throw new Refusal("changed_my_mind");
    Object.assign(tenant, data);
    return "done";
  }
}

function applyWrite(data: Data, write: Write, text: string): void {
  const { parents, children } = data;
  const parent = "e" in write ? spelled.parent(write.e) : "";
  const child = "c" in write ? spelled.child(write.c) : "";
  const found = children.get(child);
  const refuseIf = (wrong: boolean, code: string) => {
    if (wrong) throw new Refusal(code);
  };
  switch (write.kind) {
    case "addParent":
      refuseIf(parents.has(parent), "P2002");
      parents.add(parent);
      return;
    case "addChild":
      refuseIf(!parents.has(parent), "P2025");
      refuseIf(found !== undefined, "P2002");
      children.set(child, { text, parent });
      return;
    case "retext":
      if (found === undefined) throw new Refusal("P2025");
      children.set(child, { ...found, text });
      return;
    case "move":
      if (found === undefined) throw new Refusal("P2025");
      refuseIf(!parents.has(parent), "P2025");
      children.set(child, { ...found, parent });
      return;
    case "upsertChild":
      refuseIf(found === undefined && !parents.has(parent), "P2025");
      children.set(child, { text, parent: found?.parent ?? parent });
      return;
    case "upsertParent": {
      if (!parents.has(parent)) return void parents.add(parent);
      const to = spelled.parent(write.to);
      refuseIf(to !== parent && parents.has(to), "P2002");
      parents.delete(parent);
      parents.add(to);
      for (const [id, each] of children)
        if (each.parent === parent) children.set(id, { ...each, parent: to });
      return;
    }
    case "nest": {
      const other = spelled.child(write.other);
      refuseIf(parents.has(parent) || found !== undefined || children.has(other) || child === other, "P2002");
      parents.add(parent);
      for (const id of [child, other]) children.set(id, { text, parent });
      return;
    }
    case "removeChild":
      refuseIf(!children.delete(child), "P2025");
      return;
    case "removeParent":
      refuseIf(!parents.delete(parent), "P2025");
      for (const [id, each] of children) if (each.parent === parent) children.delete(id);
      return;
    case "rawRetextAll":
      for (const [id, each] of children) children.set(id, { ...each, text });
      return;
    case "rawRemoveAll":
      children.clear();
  }
}

function listed({ parents, children }: Data) {
  return {
    parents: [...parents].sort(),
    children: [...children].map(([id, { text, parent }]) => [id, text, parent]).sort(),
  };
}
