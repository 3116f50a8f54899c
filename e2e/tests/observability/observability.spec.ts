import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { call, create, signUp, unique } from "../../support/people";
import { type Server, startServer } from "../../support/server";
import { expect, test } from "../../support/test";

const token = "0123456789-metrics";

/** A collector of traces (OTLP over HTTP, in JSON) that keeps what it is sent. */
async function startCollector() {
  const received: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      received.push(`${request.method} ${request.url} ${body}`);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  return { endpoint: `http://localhost:${port}`, received, stop: () => server.close() };
}

function metricsOf(server: Server, authorization?: string): Promise<Response> {
  return fetch(`${server.url}/metrics`, { headers: authorization ? { authorization } : {} });
}

interface Line {
  msg: string;
  level: string;
  requestId?: string;
  tenant?: string;
  traceId?: string;
  method?: string;
  route?: string;
  status?: number;
  ms?: number;
}

function linesOf(server: Server): Line[] {
  return server
    .log()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line));
}

test("a server logs, measures and traces what it answers, and nothing of what was said", async () => {
  const collector = await startCollector();
  const server = await startServer({
    ACRE_METRICS_TOKEN: token,
    ACRE_METRICS_TENANTS: "1",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
  });
  const secrets = {
    title: unique("QxTitle"),
    query: unique("QxQuery"),
    link: unique("QxLink"),
    email: `${unique("qx-mail-")}@example.com`,
  };
  const person = await signUp(server, { email: secrets.email });
  const task = await create(server, person, `/api/v1/projects/${person.projectId}/tasks`, {
    title: secrets.title,
  });
  const traceId = "0123456789abcdef0123456789abcdef";
  const headers = { traceparent: `00-${traceId}-0123456789abcdef-01` };
  await call(server, person, "GET", `/api/v1/projects/${person.projectId}/tasks?query=${secrets.query}`);
  await call(server, person, "GET", `/api/v1/tasks/${task}`, { headers });
  await fetch(`${server.url}/verify-email?token=${secrets.link}`);
  await fetch(`${server.url}/invite/${secrets.link}`);

  await test.step("one line for each request to the API, with its route and ids", async () => {
    const ours = () => linesOf(server).find((line) => line.msg === "request" && line.traceId === traceId);
    await expect.poll(ours).toMatchObject({
      level: "info",
      method: "GET",
      route: "/api/v1/tasks/[id]",
      status: 200,
      ms: expect.any(Number),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tenant: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  await test.step("metrics are there for whoever has the token", async () => {
    expect((await metricsOf(server)).status).toBe(401);
    expect((await metricsOf(server, "Bearer another token here")).status).toBe(401);
    const answer = await metricsOf(server, `Bearer ${token}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("version=0.0.4");
    const text = await answer.text();
    expect(text).toMatch(
      /acre_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/tasks\/\[id\]",status="200"\} 1\n/,
    );
    expect(text).toMatch(/^acre_tenants\{status="active"\} 1$/m);
    expect(text).toMatch(/^acre_tenants_open [1-9]/m);
    expect(text).toMatch(/^acre_migration_running 0$/m);
    expect(text.match(/^acre_tenant_requests\{/gm)).toHaveLength(1);
    for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
  });

  await test.step("the collector gets the request's trace, and no address or text", async () => {
    const sent = () => collector.received.join("\n");
    await expect.poll(sent, { timeout: 10_000 }).toContain(traceId);
    await expect.poll(sent).toContain("GET /api/v1/tasks/[id]");
    expect(collector.received[0]).toMatch(/^POST \/v1\/traces /);
    for (const secret of [...Object.values(secrets), person.tenant]) expect(sent()).not.toContain(secret);
  });

  await server.stop();
  collector.stop();
  const log = linesOf(server)
    .map((line) => JSON.stringify(line))
    .join("\n");
  for (const secret of [...Object.values(secrets), person.tenant]) expect(log).not.toContain(secret);
});

test("without a token there are no metrics", async ({ server }) => {
  expect((await metricsOf(server, `Bearer ${token}`)).status).toBe(404);
});
