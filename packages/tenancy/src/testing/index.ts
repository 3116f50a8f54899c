export { createMemoryRegistry } from "./memory-registry";
export { withTestTenant } from "./with-test-tenant";
