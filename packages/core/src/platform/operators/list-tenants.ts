import { isolationModels, tenantStatuses } from "@acre/tenancy";
import { z } from "zod";
import { cursor, limit } from "../../fields";
import { cutPage, readCursor } from "../../paging/cursor";
import type { Operator } from "./operator";
import { presentTenant, type TenantSummary } from "./tenant-summary";

export const listTenantsInput = z.strictObject({
  search: z.string().trim().min(1).max(80).optional(),
  status: z.enum(tenantStatuses).optional(),
  isolation: z.enum(isolationModels).optional(),
  limit: limit(100, 1000),
  cursor,
});
export type ListTenantsInput = z.input<typeof listTenantsInput>;

const cursorShape = z.tuple([z.string()]);

/**
 * Tenants by slug, a page at a time, from the catalog alone: none is opened.
 * @throws AppError `invalid_input` for a cursor that this list did not give
 */
export async function listTenants(
  { platform }: Operator,
  input: ListTenantsInput = {},
): Promise<{ tenants: TenantSummary[]; nextCursor: string | null }> {
  const { search, status, isolation, limit, cursor } = listTenantsInput.parse(input);
  const after = cursor === undefined ? undefined : readCursor(cursor, cursorShape)[0];
  const found = await platform.catalog.tenant.findMany({
    where: {
      // Previews are shown with their branch, and nowhere else.
      previewOf: null,
      status,
      isolation,
      // An underscore in the text stands for any character: Prisma passes it to LIKE as it is.
      slug: { gt: after, ...(search === undefined ? {} : { contains: search }) },
    },
    orderBy: { slug: "asc" },
    take: limit + 1,
  });
  const { rows, nextCursor } = cutPage(found, limit, ({ slug }) => [slug]);
  return {
    tenants: rows.map(presentTenant),
    nextCursor,
  };
}
