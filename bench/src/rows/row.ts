import type { Comparison } from "../comparison";
import type { Ground } from "../ground";
import type { ServerGround } from "../server-ground";

interface GroundNeeds {
  /** How many tenants the installation keeps open; 500 unless said. */
  maxOpenTenants?: number;
}

/** What `--only` names: comparisons that share an installation, in files or on a server. */
export type Row =
  | (GroundNeeds & { on: "files"; prepare(ground: Ground): Promise<Comparison[]> })
  | (GroundNeeds & { on: "server"; prepare(ground: ServerGround): Promise<Comparison[]> });

/** The tenancy layer may cost so much over bare Prisma. */
export const layerAim = 1.05;
/** What has to be 80 % as fast as something else may take so many times as long. */
export const fourFifths = 1 / 0.8;
