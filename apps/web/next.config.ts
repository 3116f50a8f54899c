import { join } from "node:path";
import type { NextConfig } from "next";

const repository = join(import.meta.dirname, "../..");

const config: NextConfig = {
  // The packages of this repository are published to each other as source.
  transpilePackages: ["@acre/core", "@acre/db", "@acre/tenancy"],
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "@prisma/client-runtime-utils",
    "@redis/client",
    "better-sqlite3",
    "nodemailer",
    "pg",
    "pg-boss",
  ],
  turbopack: { root: repository },
  outputFileTracingRoot: repository,
  // `npm test` and the hook before a push check types; a build on somebody's first start need not do it again.
  typescript: { ignoreBuildErrors: true },
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  allowedDevOrigins: ["127.0.0.1"],
  experimental: {
    // `forbidden()` renders the page for a workspace one may not enter, with its status 403.
    authInterrupts: true,
    // Above the 1 MB a route accepts, so that the route sees a body that is too large and can say so.
    proxyClientMaxBodySize: "2mb",
  },
};

export default config;
