// The control plane: what opens the catalog and tenants by name. The domain cannot import it; entrances can.
export { changePassword } from "./accounts/change-password";
export { deleteAccount } from "./accounts/delete-account";
export { findSessionAccount } from "./accounts/find-session-account";
export { logIn, type SessionClaim } from "./accounts/log-in";
export { logInWithOauth, type OauthProfile } from "./accounts/log-in-with-oauth";
export { confirmPasswordReset, requestPasswordReset } from "./accounts/reset-password";
export { updateAccount } from "./accounts/update-account";
export { confirmVerification, sendVerification } from "./accounts/verify-email";
export { type BootReport, bootPlatform } from "./boot";
export { type DataDir, DataDirError, openDataDir } from "./data-dir";
export { type Env, EnvError, readEnv } from "./env";
export { isReady } from "./is-ready";
export { addWorkspace } from "./onboarding/add-workspace";
export type { OnboardingResult } from "./onboarding/finish-onboarding";
export { signUp } from "./onboarding/sign-up";
export type { Platform } from "./platform";
export { listWorkspaces, type WorkspaceSummary } from "./workspaces/list-workspaces";
export { openWorkspace } from "./workspaces/open-workspace";
