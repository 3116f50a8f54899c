// Invitations into a workspace, from being made to being accepted.
export { acceptInvitation } from "./accept-invitation";
export { describeInvitation, type InvitationView } from "./describe-invitation";
export { invite } from "./invite";
export { inviteAsOperator, type OperatorInvitation } from "./invite-as-operator";
export { listInvitations } from "./list-invitations";
export { reapAcceptances } from "./reap-acceptances";
export { resendInvitation } from "./resend-invitation";
export { revokeInvitation } from "./revoke-invitation";
