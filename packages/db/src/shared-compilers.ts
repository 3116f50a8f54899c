import { LRUCache } from "lru-cache";

/** What compiles Prisma's queries to plans: one for each client, as Prisma has it. */
interface QueryCompiler {
  compile(query: string): unknown;
  compileBatch(batch: string): unknown;
  free(): void;
}

interface CompilerOptions {
  datamodel: string;
  provider: string;
  /** Bounds of the database, and the schema of its tables. */
  connectionInfo: object;
}

interface CompilerRuntime {
  QueryCompiler: new (options: CompilerOptions) => QueryCompiler;
}

interface Shared {
  key: string;
  compiler: QueryCompiler;
  plans: LRUCache<string, object>;
  users: number;
}

// Of schemas that nobody has open; a file or rows need one for all tenants.
const mostUnused = 8;
const mostPlans = 1000;
// Longer ones hold long lists, and are hardly ever the same twice.
const longestKept = 16_384;

/**
 * Prisma's compiler, but for this: clients that would have equal ones share one, and the plans that it made. A client of
 * its own for every tenant reads the same models and compiles the same queries over and over otherwise, which takes
 * longer than opening the tenant's file. A plan says what to send and holds no value of a query; for whom depends on the
 * client that runs it alone. The generated clients are led here by `scripts/generate.mjs`.
 */
export function sharingCompilers<Runtime extends CompilerRuntime>(runtime: Runtime): Runtime {
  const known = new Map<string, Shared>();
  const datamodels = new Map<string, number>();
  const unused = new LRUCache<string, Shared>({
    max: mostUnused,
    disposeAfter(shared, key, reason) {
      // Taken up again by a client.
      if (reason === "delete") return;
      known.delete(key);
      shared.compiler.free();
    },
  });
  // Clients that are forgotten without being closed.
  const forgotten = new FinalizationRegistry<Shared>(release);

  // Its text is long, and is looked at with every client.
  function numberOf(datamodel: string): number {
    const number = datamodels.get(datamodel) ?? datamodels.size;
    datamodels.set(datamodel, number);
    return number;
  }

  function take(options: CompilerOptions): Shared {
    const key = JSON.stringify([options.provider, options.connectionInfo, numberOf(options.datamodel)]);
    unused.delete(key);
    const shared = known.get(key) ?? {
      key,
      compiler: new runtime.QueryCompiler(options),
      plans: new LRUCache<string, object>({ max: mostPlans }),
      users: 0,
    };
    known.set(key, shared);
    shared.users += 1;
    return shared;
  }

  function release(shared: Shared): void {
    shared.users -= 1;
    if (shared.users === 0) unused.set(shared.key, shared);
  }

  class SharedCompiler implements QueryCompiler {
    readonly #shared: Shared;

    constructor(options: CompilerOptions) {
      this.#shared = take(options);
      forgotten.register(this, this.#shared, this);
    }

    compile(query: string): unknown {
      return planned(this.#shared, query, () => this.#shared.compiler.compile(query));
    }

    compileBatch(batch: string): unknown {
      return this.#shared.compiler.compileBatch(batch);
    }

    free(): void {
      if (forgotten.unregister(this)) release(this.#shared);
    }
  }

  return { ...runtime, QueryCompiler: SharedCompiler };
}

function planned({ plans }: Shared, query: string, compile: () => unknown): unknown {
  const kept = plans.get(query);
  if (kept !== undefined) return kept;
  const plan = compile();
  if (typeof plan === "object" && plan !== null && mayKeep(query)) plans.set(query, plan);
  return plan;
}

// Prisma itself keeps no plan of these: rows are part of the plan.
function mayKeep(query: string): boolean {
  return query.length <= longestKept && !query.includes('"action":"createMany');
}
