// The people who operate the installation from its console: a role outside every tenant.
export { findOperator } from "./find-operator";
export { grantOperator } from "./grant-operator";
export { listOperators } from "./list-operators";
export type { OperatorAccount } from "./operator-account";
export { revokeOperator } from "./revoke-operator";
