// What the API answers, as schemas: the document is written from them, and the types of answers are inferred from them.
// No page imports this file, so that no browser loads the schemas.
export * from "./comments/outputs";
export * from "./labels/outputs";
export * from "./projects/outputs";
export * from "./settings/outputs";
export * from "./tasks/outputs";
