import { z } from "zod";

const list = z.array(z.string());

/** The actions a webhook is told of, as its row keeps them; "*" is all. */
export function parseEvents(json: string): string[] {
  return list.parse(JSON.parse(json));
}
