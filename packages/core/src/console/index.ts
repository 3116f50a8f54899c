// What a browser may import of the operator's console: the shapes of its inputs.
export * from "./impersonation-inputs";
export * from "./inputs";
