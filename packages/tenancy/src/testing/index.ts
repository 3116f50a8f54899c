export { createMemoryLedger } from "../coordination/memory-ledger";
export { createEngine, type Engine } from "../engine";
export { createTenants } from "../tenants";
export {
  describeIsolation,
  type IsolationOptions,
  type OpenedTenancy,
  type Probe,
  type ProbeField,
  type TestRunner,
} from "./isolation/index";
export { createMemoryKeys } from "./memory-keys";
export { createMemoryRegistry } from "./memory-registry";
export { withTestTenant } from "./with-test-tenant";
