import { randomBytes } from "node:crypto";
import { TenancyError } from "./errors";

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new time-ordered identifier: UUID version 7 of RFC 9562, section 5.7. */
export function newTenantId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/**
 * Returns `id` when it is a lower-case UUID and throws `tenant_id_invalid` otherwise. Files and schemas are
 * named after ids, so nothing reaches a path or an SQL name without passing here.
 */
export function assertTenantId(id: string): string {
  if (typeof id === "string" && uuidPattern.test(id)) return id;
  throw new TenancyError(
    "tenant_id_invalid",
    `Not a tenant id: ${JSON.stringify(id)}. Ids are lower-case UUIDs.`,
  );
}
