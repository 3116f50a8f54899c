import { AppError } from "@acre/core";
import { publicRoute } from "@/server/http/route";

/** Every address below /api that is nothing of ours: a problem document, not a page. */
const unknownRoute = publicRoute({
  hidden: true,
  handle: async () => {
    throw new AppError("not_found", "There is no such address.");
  },
});

export {
  unknownRoute as DELETE,
  unknownRoute as GET,
  unknownRoute as PATCH,
  unknownRoute as POST,
  unknownRoute as PUT,
};
