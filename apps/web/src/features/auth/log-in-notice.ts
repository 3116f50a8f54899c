type Param = string | string[] | undefined;

/** What may stand in the log-in page's address. */
export interface LogInParams {
  callbackUrl?: Param;
  notice?: Param;
  error?: Param;
}

interface LogInNotice {
  kind: "info" | "done" | "error";
  text: string;
}

/** Says why somebody stands before the log-in page, where there is something to say. */
export function logInNotice({ notice, error }: LogInParams): LogInNotice | null {
  if (notice === "password-changed") return { kind: "done", text: "Your password is set. Log in with it." };
  if (notice === "logged-out-everywhere") return { kind: "done", text: "You are logged out everywhere." };
  if (notice === "account-deleted") return { kind: "done", text: "Your account is deleted." };
  if (typeof error !== "string") return null;
  if (error === "OAuthAccountNotLinked" || error === "AccessDenied") {
    return {
      kind: "error",
      text: "That sign-in cannot be used here. Log in with your password, or verify your e-mail address first.",
    };
  }
  return { kind: "error", text: "That did not work. Try again, or use your password." };
}
