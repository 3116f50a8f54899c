import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { writeHeader } from "./header";
import { frameKey } from "./keys";
import { openFrames } from "./open-frames";
import { sealFrames } from "./seal-frames";

const secret = { key: Buffer.alloc(32, 5) };
const salt = Buffer.alloc(32, 6).toString("base64");

async function* once(...parts: Buffer[]) {
  yield* parts;
}

async function read(bundle: Buffer): Promise<number> {
  let length = 0;
  for await (const content of openFrames(once(bundle), secret)) length += content.length;
  return length;
}

describe.each(["plain", "encrypted"])("frames that are %s", (kind) => {
  it("cannot change places, be left out or be repeated, though each is whole", async () => {
    const encryption = kind === "plain" ? null : ({ cipher: "aes-256-gcm", salt, scrypt: null } as const);
    const header = { compression: "gzip", encryption } as const;
    const sealed: Buffer[] = [];
    const content = once(Buffer.alloc(200_000, "x"));
    for await (const part of sealFrames(writeHeader(header), await frameKey(header, secret), content))
      sealed.push(part);
    const [start, ...frames] = sealed.slice(0, -1);
    if (start === undefined) throw new Error("no header");
    const whole = (chosen: Buffer[]) => {
      const body = Buffer.concat([start, ...chosen]);
      return Buffer.concat([body, createHash("sha256").update(body).digest()]);
    };
    const [a, b, c, d] = frames as [Buffer, Buffer, Buffer, Buffer];
    expect(await read(whole([a, b, c, d]))).toBe(200_000);
    for (const chosen of [[b, a, c, d], [a, c, d], [a, a, b, c, d], [d], [a, b, d]])
      await expect(read(whole(chosen))).rejects.toMatchObject({
        code: expect.stringMatching(/^bundle_(corrupt|locked)$/),
      });
  });
});
