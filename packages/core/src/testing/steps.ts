import type { Platform } from "../platform";

/** Called before each thing done to a database; what it throws, the caller of that thing meets. */
export type Step = (what: string) => Promise<void>;

/** The same installation, but for `step` being asked before every call of the catalog and of a tenant in the making. */
export function stepwise(platform: Platform, step: Step): Platform {
  const { tenancy } = platform;
  return {
    ...platform,
    catalog: tap(platform.catalog, "catalog", step),
    tenancy: {
      ...tenancy,
      async connectById(id) {
        return tap(await tenancy.connectById(id), "tenant", step);
      },
      tenants: {
        ...tenancy.tenants,
        async provision(id, options) {
          await step("tenancy: provision");
          return tenancy.tenants.provision(id, {
            ...options,
            async prepare(db) {
              await step("tenancy: the file is there");
              await options?.prepare?.(tap(db, "tenant", step));
              await step("tenancy: the file is filled");
            },
          });
        },
      },
    },
  };
}

function tap<Client extends object>(client: Client, name: string, step: Step): Client {
  return new Proxy(client, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (key === "$transaction" && isFunction(value)) return tapTransaction(target, value, name, step);
      if ((key === "$queryRaw" || key === "$executeRaw") && isFunction(value)) {
        return tapCall(target, value, `${name}.${key}`, step);
      }
      // How many keys are looked at goes by what is in stock, and it is in a transaction that has other steps.
      if (key === "tenantKey") return value;
      if (typeof key !== "string" || key.startsWith("$") || typeof value !== "object" || value === null) {
        return value;
      }
      return tapCalls(value, `${name}: ${key}`, step);
    },
  });
}

function tapTransaction(client: object, transaction: Call, name: string, step: Step): Call {
  return async (work, ...options) => {
    if (!isFunction(work)) throw new TypeError("A transaction is given as a function.");
    await step(`${name}: begin`);
    const stepped = async (tx: unknown) => {
      if (typeof tx !== "object" || tx === null) throw new TypeError("There is no transaction.");
      const result = await work(tap(tx, name, step));
      await step(`${name}: commit`);
      return result;
    };
    return transaction.call(client, stepped, ...options);
  };
}

function tapCalls(model: object, name: string, step: Step): object {
  return new Proxy(model, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (!isFunction(value) || typeof key !== "string") return value;
      return tapCall(target, value, `${name}.${key}`, step);
    },
  });
}

function tapCall(target: object, call: Call, name: string, step: Step): Call {
  return async (...args) => {
    await step(name);
    return call.apply(target, args);
  };
}

type Call = (...args: unknown[]) => unknown;

function isFunction(value: unknown): value is Call {
  return typeof value === "function";
}
