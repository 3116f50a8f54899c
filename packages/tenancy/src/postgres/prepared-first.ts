import type { Datasource } from "../datasource";

/**
 * A datasource that reaches its server only after `prepare`, which is run by the first who needs it, once, and again
 * after a failure: a server that cannot be reached, or is not safe, then concerns its own tenants alone.
 */
export function preparedFirst(datasource: Datasource, prepare: () => Promise<void>): Datasource {
  let prepared: Promise<void> | null = null;

  function ready(): Promise<void> {
    prepared ??= prepare().catch((error: unknown) => {
      prepared = null;
      throw error;
    });
    return prepared;
  }

  function after<Input extends unknown[], Result>(
    method: (...input: Input) => Promise<Result>,
  ): (...input: Input) => Promise<Result> {
    return async (...input) => {
      await ready();
      return method(...input);
    };
  }

  const { cutOff, staging, duplicate, rotateKey } = datasource;
  return {
    ...datasource,
    provision: after(datasource.provision),
    exists: after(datasource.exists),
    open: after(datasource.open),
    migrate: after(datasource.migrate),
    snapshot: after(datasource.snapshot),
    load: after(datasource.load),
    fence: after(datasource.fence),
    unfence: after(datasource.unfence),
    isFenced: after(datasource.isFenced),
    vacuum: after(datasource.vacuum),
    size: after(datasource.size),
    residue: after(datasource.residue),
    destroy: after(datasource.destroy),
    ...(cutOff ? { cutOff: after(cutOff) } : {}),
    ...(staging ? { staging: () => preparedFirst(staging(), ready) } : {}),
    ...(duplicate ? { duplicate: after(duplicate) } : {}),
    ...(rotateKey ? { rotateKey: after(rotateKey) } : {}),
  };
}
