/** 200 with an object. */
export function ok(body: object): Response {
  return Response.json(body);
}

/** 201 with the object itself. */
export function created(body: object): Response {
  return Response.json(body, { status: 201 });
}

/** 202: taken on; what came of it is told elsewhere, if at all. */
export function accepted(body: object = {}): Response {
  return Response.json(body, { status: 202 });
}

/** 200 with a file to be kept. `name` has no quotes and is ASCII, as slugs and days are. */
export function file(body: ReadableStream<Uint8Array>, name: string): Response {
  return new Response(body, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}

/** 204: done, nothing to say. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
