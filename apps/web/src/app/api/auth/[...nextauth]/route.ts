import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/server/auth";

type Segment = { params: Promise<{ nextauth: string[] }> };

// The options are made for each request: they need the platform, which is not there when this module is loaded.
async function handler(request: NextRequest, segment: Segment): Promise<Response> {
  const response: Response = await NextAuth(request, segment, authOptions());
  response.headers.set("Cache-Control", "private, no-store");
  return response;
}

export { handler as GET, handler as POST };
