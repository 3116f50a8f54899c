const words = `
  about account accounts admin administrator admins api app apps
  assets auth billing blog callback catalog changelog console contact
  cookies dashboard docs download downloads email error explore export
  faq favicon features files forgot forgot_password graphql health
  healthz help home hooks images img import inbox index info
  internal invitation invitations invite invites jobs join legal
  localhost login logout mail manifest me media members metrics
  my_work new news next null oauth onboarding operator org orgs
  password ping postmaster pricing privacy profile projects public ready
  readyz register reset reset_password robots root search security
  server session sessions settings sign_in sign_out sign_up signin
  signout signup sitemap static status subscribe sudo superuser support
  system team teams tenant tenants terms trash undefined unsubscribe
  upload uploads user users verify verify_email webhook webhooks
  webmaster welcome well_known workspace workspaces ws www
`;

/**
 * Words that no tenant may take, since they are, or may become, addresses of the application itself or
 * would pass for its operator.
 */
export const reservedSlugs: readonly string[] = words.trim().split(/\s+/);
