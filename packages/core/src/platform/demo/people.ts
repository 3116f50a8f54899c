/** Everybody in the example workspaces. Their addresses are of a domain that never exists (RFC 2606). */
export const people = {
  ida: { name: "Ida Norberg", email: "ida@larchandloom.example" },
  tomas: { name: "Tomas Veld", email: "tomas@larchandloom.example" },
  mei: { name: "Mei Tanaka", email: "mei@larchandloom.example" },
  jonas: { name: "Jonas Brandt", email: "jonas@larchandloom.example" },
  nora: { name: "Nora Lind", email: "nora@lindbooks.example" },
  sofia: { name: "Sofia Marin", email: "sofia@harbourclinic.example" },
  daniel: { name: "Daniel Osei", email: "daniel@harbourclinic.example" },
  amir: { name: "Amir Haddad", email: "amir@quaysideit.example" },
} as const satisfies Record<string, { name: string; email: string }>;

export type PersonId = keyof typeof people;

/** Everybody's password; the start screen prints it. */
export const demoPassword = "larch-and-harbour";
