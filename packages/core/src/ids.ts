const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Whether a text can be an id at all (RFC 9562, lower case as we write them). One that cannot is answered as unknown. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
