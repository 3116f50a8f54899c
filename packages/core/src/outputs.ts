// What the API answers, as schemas: the document is written from them, and the types of answers are inferred from them.
// No page imports this file, so that no browser loads the schemas.
export * from "./account/outputs";
export * from "./api-keys/outputs";
export * from "./audit/outputs";
export * from "./comments/outputs";
export * from "./invitations/outputs";
export * from "./labels/outputs";
export * from "./members/outputs";
export * from "./projects/outputs";
export * from "./settings/outputs";
export * from "./tasks/archived-outputs";
export * from "./tasks/outputs";
export * from "./trash/outputs";
export * from "./webhooks/outputs";
export * from "./workspace/outputs";
