/** 200 with an object. */
export function ok(body: object): Response {
  return Response.json(body);
}

/** 201 with the object itself. */
export function created(body: object): Response {
  return Response.json(body, { status: 201 });
}

/** 202: taken on; what came of it is told elsewhere, if at all. */
export function accepted(): Response {
  return Response.json({}, { status: 202 });
}

/** 204: done, nothing to say. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
