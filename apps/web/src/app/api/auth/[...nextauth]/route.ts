import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { v7 as newRequestId } from "uuid";
import { authOptions } from "@/server/auth";
import { assertWellFormed, forgetCallback } from "@/server/auth-request";
import { refuse } from "@/server/http/refuse";
import { countLogIn } from "@/server/log-in-limits";

type Segment = { params: Promise<{ nextauth: string[] }> };

// The options are made for each request: they need the platform, which is not there when this module is loaded.
async function handler(request: NextRequest, segment: Segment): Promise<Response> {
  const response = await respond(request, segment);
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

async function respond(request: NextRequest, segment: Segment): Promise<Response> {
  try {
    await assertWellFormed(request);
    let refused: unknown = null;
    const options = authOptions(async (email) => {
      await countLogIn(request, email).catch((error: unknown) => {
        refused = error;
        throw error;
      });
    });
    // Counted where the password is checked, and not by the address that was asked: NextAuth has several for it.
    const response = await NextAuth(request, segment, options);
    if (refused !== null) throw refused;
    return response;
  } catch (error) {
    const requestId = newRequestId();
    const refusal = refuse(error, requestId);
    refusal.headers.set("X-Request-Id", requestId);
    if (refusal.status === 400) forgetCallback(refusal.headers);
    return refusal;
  }
}

export { handler as GET, handler as POST };
