import { z } from "zod";
import { email, newPassword } from "../fields";
import { companyName, personName } from "../settings/inputs";

const givenPassword = z
  .string("Write your password.")
  .min(1, "Write your password.")
  .max(200, "Use 200 characters or fewer.");
const token = z
  .string("The link is not complete.")
  .min(20, "The link is not complete.")
  .max(200, "The link is not complete.");

/** Sign-up: a person and their first workspace. */
export const signUpInput = z
  .strictObject({ companyName, name: personName, email, password: newPassword })
  .refine(({ email: address, password }) => password.toLowerCase() !== address, {
    path: ["password"],
    message: "Choose a password that is not your e-mail address.",
  });
export type SignUpInput = z.input<typeof signUpInput>;

/** A further workspace for somebody who is logged in. */
export const newWorkspaceInput = z.strictObject({ companyName });
export type NewWorkspaceInput = z.input<typeof newWorkspaceInput>;

export const logInInput = z.object({ email, password: givenPassword });

export const updateAccountInput = z.strictObject({ name: personName });
export type UpdateAccountInput = z.input<typeof updateAccountInput>;

export const changePasswordInput = z.strictObject({ currentPassword: givenPassword, newPassword });
export type ChangePasswordInput = z.input<typeof changePasswordInput>;

/** `password` is left out only by people who have none (OAuth alone); they type their address instead. */
export const deleteAccountInput = z.strictObject({
  password: givenPassword.optional(),
  confirmEmail: email.optional(),
});
export type DeleteAccountInput = z.input<typeof deleteAccountInput>;

export const requestPasswordResetInput = z.strictObject({ email });
export const confirmPasswordResetInput = z.strictObject({ token, password: newPassword });
export const confirmVerificationInput = z.strictObject({ token });

/** The logged-in person. */
export interface AccountView {
  id: string;
  email: string;
  name: string;
  emailVerified: boolean;
  hasPassword: boolean;
}
