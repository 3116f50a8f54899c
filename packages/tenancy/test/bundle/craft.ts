import { gzipSync } from "node:zlib";
import { writeHeader } from "../../src/bundle/header";
import { sealFrames } from "../../src/bundle/seal-frames";

/** A bundle that is whole and holds whatever lines it is given: what somebody may have made to do harm. */
export async function craft(lines: Iterable<string | object>): Promise<Buffer> {
  let content = "";
  for (const line of lines) content += `${typeof line === "string" ? line : JSON.stringify(line)}\n`;
  return wrap(gzipSync(content));
}

/** A whole bundle around compressed content. */
export async function wrap(compressed: Buffer): Promise<Buffer> {
  const header = writeHeader({ compression: "gzip", encryption: null });
  async function* content() {
    yield compressed;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of sealFrames(header, null, content())) chunks.push(chunk);
  return Buffer.concat(chunks);
}
