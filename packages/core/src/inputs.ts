// What a browser may import: the shapes of inputs and answers, and the rights table. Nothing here touches a database.
export * from "./account/inputs";
export * from "./api-keys/inputs";
export type { AuditAction, AuditSubject } from "./audit/actions";
export * from "./audit/inputs";
export * from "./comments/inputs";
export { colors } from "./fields";
export * from "./invitations/inputs";
export * from "./labels/inputs";
export * from "./members/inputs";
export * from "./projects/inputs";
export {
  allRights,
  describeRight,
  holdsReadOnly,
  type KeyScope,
  keyScopes,
  type Right,
  type Role,
  rightsOf,
  roles,
} from "./rights";
export * from "./settings/inputs";
export * from "./tasks/inputs";
export * from "./trash/inputs";
export * from "./webhooks/inputs";
export * from "./workspace/inputs";
