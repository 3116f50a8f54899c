export { type ChangedRows, deleteRow, insertRow, insertRows, updateRow } from "./change-rows";
export { rowInput, rowsInput } from "./inputs";
export { type QueryResult, queryTenant, type TenantQuery } from "./query-tenant";
