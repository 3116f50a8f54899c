import { PassThrough } from "node:stream";
import { AppError } from "../../errors";
import { codeOf } from "../../translate-error";
import { audited } from "../operators/audited";
import type { Operator } from "../operators/operator";

/** A workspace's bundle on its way to somebody. */
export interface WorkspaceExport {
  /** The bytes, made as they are read. Cancelling it, or `signal`, ends the export; it fails when the export does. */
  body: ReadableStream<Uint8Array>;
  /** What to call the file. */
  fileName: string;
}

export interface StreamBundleOptions {
  /** Ends it. */
  signal?: AbortSignal;
  /** How long nothing may be read, in milliseconds: two minutes unless said. */
  patienceMs?: number;
  /** Done first, when nobody else is exporting the workspace. */
  begin?: () => Promise<void>;
}

// Whoever stops reading would hold the view of the data, and with it migrations, for as long as they like.
const twoMinutes = 120_000;
// What the stream's end says of a reader who left, which is nobody's failure.
const leftEarly = new Set<string | null>(["ABORT_ERR", "ERR_STREAM_PREMATURE_CLOSE"]);
// One at a time for each workspace: it holds a view of all of its data.
const underWay = new Set<string>();

/**
 * Everything in a workspace as one bundle, in memory that does not grow with it. Kept in the operators' log.
 * @throws AppError `unavailable` while another export of it is under way; what `begin` throws, and what
 *   `Tenants.backup` throws before the first byte
 */
export async function streamBundle(
  operator: Operator,
  { id, slug }: { id: string; slug: string },
  { signal, patienceMs = twoMinutes, begin }: StreamBundleOptions = {},
): Promise<WorkspaceExport> {
  const { platform } = operator;
  const bundle = impatient(patienceMs);
  const writing = audited(operator, { action: "tenant.exported", tenantId: id }, () =>
    aloneFor(id, async () => {
      await begin?.();
      await platform.tenancy.tenants.backup(id, bundle, signal ? { signal } : {});
    }),
  );
  await firstBytes(bundle, writing);
  writing.catch((error: unknown) => {
    if (!leftEarly.has(codeOf(error))) platform.warn(`The download of workspace ${slug} broke off`, error);
  });
  const day = new Date().toISOString().slice(0, 10);
  return { body: webStreamOf(bundle), fileName: `${slug}-${day}.bundle` };
}

async function aloneFor(id: string, work: () => Promise<void>): Promise<void> {
  if (underWay.has(id)) {
    throw new AppError("unavailable", "This workspace is being downloaded already. Try again later.", {
      retryAfterSeconds: 10,
    });
  }
  underWay.add(id);
  try {
    await work();
  } finally {
    underWay.delete(id);
  }
}

/** A pipe that breaks when nothing has passed for so long; until something came there is nothing to be read. */
function impatient(ms: number): PassThrough {
  let stalled: NodeJS.Timeout | undefined;
  const pipe = new PassThrough({
    transform(chunk, _encoding, done) {
      stalled ??= setTimeout(() => pipe.destroy(new Error("Nobody read on.")), ms).unref();
      stalled.refresh();
      done(null, chunk);
    },
    destroy(error, done) {
      clearTimeout(stalled);
      done(error);
    },
  });
  // Whoever writes and whoever reads are told of it; until then nobody listens, and the process would end.
  pipe.on("error", () => {});
  return pipe;
}

// What goes wrong before there is anything to send can still be answered as what it is.
function firstBytes(bundle: PassThrough, writing: Promise<unknown>): Promise<void> {
  return new Promise((resolve, reject) => {
    bundle.once("readable", resolve);
    writing.catch((error: unknown) => {
      // Nobody will read, and nobody may have come to write. Without an error: a pipe that broke keeps its own.
      bundle.destroy();
      reject(error);
    });
  });
}

// By hand: Node 20's `Readable.toWeb` throws where nobody catches it when it is cancelled while bytes are on the way.
function webStreamOf(bundle: PassThrough): ReadableStream<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = bundle[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        bundle.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}
