import { describe, expect, it } from "vitest";
import { assertTenantId, newTenantId } from "./ids";

describe("newTenantId", () => {
  it("is a UUID of version 7 that sorts by time", () => {
    const before = Date.now();
    const id = newTenantId();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const time = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
  });

  it("does not repeat", () => {
    expect(new Set(Array.from({ length: 10_000 }, newTenantId)).size).toBe(10_000);
  });
});

describe("assertTenantId", () => {
  it.each([
    ...["", "..", "../../etc/passwd", "acme", "0190b3c4-5d6e-7f80-9a1b-2c3d4e5f6071/../x"],
    ...[
      "0190B3C4-5D6E-7F80-9A1B-2C3D4E5F6071",
      "0190b3c4-5d6e-7f80-9a1b-2c3d4e5f6071\n",
      "0190b3c45d6e7f809a1b2c3d4e5f6071",
    ],
  ])("refuses %j", (id) => {
    expect(() => assertTenantId(id)).toThrow(expect.objectContaining({ code: "tenant_id_invalid" }));
  });

  it("returns an id", () => {
    const id = newTenantId();
    expect(assertTenantId(id)).toBe(id);
  });
});
