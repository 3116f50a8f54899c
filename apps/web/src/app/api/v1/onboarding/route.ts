import { newWorkspaceInput, signUpInput } from "@acre/core/inputs";
import { onboardingAnswer } from "@acre/core/outputs";
import { addWorkspace, signUp } from "@acre/core/platform";
import { z } from "zod";
import { created } from "@/server/http/answer";
import { publicRoute, requireSession } from "@/server/http/route";

/** Sign-up; with a session, a company's name alone adds a further workspace for that account. */
export const POST = publicRoute({
  throttle: "sign-up",
  summary: "Sign up, or add a workspace",
  description:
    "Makes the workspace with its first project. With a session, `companyName` alone adds a further workspace to the account.",
  operationId: "signUp",
  bodyShown: z.union([signUpInput, newWorkspaceInput]),
  answers: { 201: onboardingAnswer },
  example: {
    companyName: "ACME Corp",
    name: "Ada",
    email: "ada@acme.com",
    password: "a sentence is good",
  },
  body: z.unknown(),
  handle: async ({ platform, request, body }) => {
    if (!namesCompanyAlone(body)) return created(await signUp(platform, signUpInput.parse(body)));
    const account = await requireSession(request);
    return created(await addWorkspace(platform, account, newWorkspaceInput.parse(body)));
  },
});

function namesCompanyAlone(body: unknown): boolean {
  return typeof body === "object" && body !== null && Object.keys(body).join() === "companyName";
}
