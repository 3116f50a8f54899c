import { join } from "node:path";
import { bootPlatform, type Env, eraseNow, fillDemo, keepSending, openDataDir } from "@acre/core/platform";
import { brand } from "../src/brand";
import { allowedHosts } from "./allowed-hosts";
import { answerMethods } from "./answer-methods";
import { answerPages } from "./answer-pages";
import { trustedProxies } from "./client-address";
import { createHttpServer, type Handler } from "./http-server";
import { listen } from "./listen";
import { adoptConsole } from "./observability/adopt-console";
import { createLogger } from "./observability/logger";
import { createMetrics } from "./observability/metrics";
import { observed } from "./observability/observe";
import { publishMetrics } from "./observability/publish-metrics";
import { readRoutePatterns } from "./observability/route-patterns";
import { startTracing } from "./observability/tracing";
import { prepareNext } from "./prepare-next";
import { publishPlatform } from "./publish-platform";
import { refuseSpent } from "./refuse-spent";
import { screen } from "./screen";
import { secureApi } from "./secure-api";
import { serveJobs } from "./serve-jobs";
import { drain, trackUpgraded } from "./stop";
import { takeTurns } from "./take-turns";

/** How a start is meant. */
export interface StartOptions {
  /** The repository's folder. */
  root: string;
  /** Development mode: pages are compiled as they are asked for, and reload when their source changes. */
  dev: boolean;
  /** Fill two example workspaces, which only a data folder without others takes. */
  demo: boolean;
}

/**
 * Brings the server up and prints the one screen that says so. The port and the data folder are taken first:
 * both can be refused, and nothing is written before both are had. When anything fails, all that was opened
 * is closed again.
 *
 * @returns the way to end it: lets requests finish, closes the app and its databases, gives the data folder back
 * @throws Refusal, DataDirError, EnvError or DemoRefused, each with a sentence for the operator
 */
export async function start(env: Env, { root, dev, demo }: StartOptions): Promise<() => Promise<void>> {
  let open: (handler: Handler) => void = () => {};
  const ready = new Promise<Handler>((resolve) => {
    open = resolve;
  });
  const server = createHttpServer(
    trustedProxies(env.trustedProxies),
    ready,
    allowedHosts(env.allowedHosts, env.publicUrl),
  );
  const upgraded = trackUpgraded(server, dev);
  const logger = createLogger({ level: env.logLevel });
  const warn = (message: string, error?: unknown) =>
    logger.warn(error === undefined ? {} : { err: error }, message);
  const closing: (() => void | Promise<void>)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };

  try {
    const port = await listen(server, env.port);
    const dataDir = openDataDir(env.dataDir);
    closing.push(dataDir.release);

    const localUrl = `http://localhost:${port}`;
    const {
      platform,
      report,
      close: closePlatform,
    } = await bootPlatform(env, dataDir, { localUrl, log: console.log, warn });
    closing.push(closePlatform);
    closing.push(eraseNow(platform));
    closing.push(keepSending(platform));
    const examples = demo ? await fillDemo(platform) : null;
    publishPlatform(platform);
    const { counts, stop: stopJobs } = await serveJobs(platform);
    closing.push(stopJobs);
    const metrics = createMetrics(platform);
    publishMetrics(metrics);
    const tracing = env.otlpEndpoint
      ? await startTracing({ endpoint: env.otlpEndpoint, service: brand.name.toLowerCase(), warn })
      : null;
    if (tracing) closing.push(tracing.stop);
    if (!dev) closing.push(adoptConsole(logger));

    // NextAuth asks the environment, and would otherwise believe the request's own Host header.
    process.env.NEXTAUTH_URL = platform.publicUrl;
    const dir = join(root, "apps/web");
    const next = await prepareNext({ dir, dev, port, server });
    closing.push(next.close);
    const routeOf = readRoutePatterns(dir);
    const { refusedKeys, turns } = platform.limits;
    // Asked again when its turn has come: a key may have been refused meanwhile.
    const app = refuseSpent(refusedKeys.find, answerPages(answerMethods(next.handle)));
    open(
      observed(secureApi(platform.publicUrl, refuseSpent(refusedKeys.find, takeTurns(turns, app))), {
        logger,
        metrics,
        counts,
        routeOf,
        tracing,
      }),
    );

    console.log(screen({ name: brand.name, dataDir, report, examples, url: platform.publicUrl, dev }));
  } catch (error) {
    await drain(server, upgraded, 0);
    await close();
    throw error;
  }

  return async () => {
    await drain(server, upgraded);
    await close();
  };
}
