import { CopiedText } from "@/components/ui/copied-text";

/** A link that is shown this once, and its copy button. */
export function InvitationLink({ email, link }: { email: string; link: string }) {
  return <CopiedText text={link} what={`the link for ${email}`} label={`Link for ${email}`} />;
}
