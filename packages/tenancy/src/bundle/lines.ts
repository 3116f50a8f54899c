import { TenancyError } from "../errors";
import { limits } from "./format";
import { corrupt } from "./open-frames";

const newLine = 10;

/**
 * The lines in a stream of bytes, those that end in one chunk at a time, each with its line end. The first may have
 * as many bytes as a head, the others as many as a row. Throws `bundle_limit`, and `bundle_corrupt` for a last line without an end.
 */
export async function* wholeLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let begun: Buffer[] = [];
  let length = 0;
  let most: number = limits.head;
  for await (const chunk of chunks) {
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = chunk.indexOf(newLine); end >= 0; end = chunk.indexOf(newLine, from)) {
      const rest = chunk.subarray(from, end + 1);
      assertLength(length + rest.length, most);
      lines.push(begun.length === 0 ? rest : Buffer.concat([...begun, rest]));
      begun = [];
      length = 0;
      most = limits.line;
      from = end + 1;
    }
    if (from < chunk.length) {
      begun.push(chunk.subarray(from));
      length += chunk.length - from;
      assertLength(length, most);
    }
    if (lines.length > 0) yield lines;
  }
  if (begun.length > 0) throw corrupt("its last line has no end");
}

function assertLength(length: number, most: number): void {
  if (length <= most) return;
  throw new TenancyError("bundle_limit", `A line of the bundle has more than ${most} bytes.`);
}
