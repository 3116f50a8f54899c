import type { PlanGround, Step } from "./plan";

/** The way from a table's rows to their customer; empty where all rows are one tenant's, or none can be told. */
export function customerPath({ mapping: { tables, tenants }, faults }: PlanGround, table: string): Step[] {
  const steps: Step[] = [];
  const passed = new Set<string>();
  for (let name = table; ; ) {
    const path = ["tables", name, "tenant"];
    const fault = (message: string) => {
      // Once, and not for each table that leads through this one.
      if (name === table) faults.push({ path, message });
      return [];
    };
    const { tenant } = tables[name] ?? {};
    if (tenants === undefined)
      return tenant === undefined ? [] : fault('All rows are those of "tenant": leave this out.');
    if (tenant === undefined)
      return fault('Say how a row\'s customer is told: {"column": …}, with a "parent" if need be.');
    if (passed.has(name)) return fault("The parents lead in a circle.");
    passed.add(name);
    if (!("parent" in tenant)) return [...steps, { column: tenant.column, parent: null }];
    const parent = tables[tenant.parent];
    const [key, ...more] = parent?.key ?? [];
    if (parent === undefined) return fault(`The mapping has no table ${tenant.parent}.`);
    if (key === undefined || more.length > 0) return fault(`The key of ${tenant.parent} is not one column.`);
    steps.push({ column: tenant.column, parent: { from: parent.from, key } });
    name = tenant.parent;
  }
}
