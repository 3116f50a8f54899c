import { z } from "zod";
import { ok } from "@/server/http/answer";
import { publicRoute } from "@/server/http/route";
import document from "@/server/openapi/openapi.json";

export const GET = publicRoute({
  summary: "Get this document",
  operationId: "getDocument",
  answers: { 200: z.looseObject({ openapi: z.string() }) },
  handle: async () => ok(document),
});
