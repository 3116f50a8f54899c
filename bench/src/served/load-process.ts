// Sends requests, in a process of its own so that it takes no time from whoever measures: started by `openLoad`.
import { Agent, request } from "node:http";
import type { Burst, Sent } from "./load";

const agents = new Map<number, Agent>();

process.on("message", async (burst: Burst) => {
  process.send?.(await send(burst));
});

async function send({ targets, count, connections, method, body }: Burst): Promise<Sent> {
  const agent = agents.get(connections) ?? new Agent({ keepAlive: true, maxSockets: connections });
  agents.set(connections, agent);
  const times: number[] = [];
  const refused: string[] = [];
  let next = 0;
  const work = async () => {
    while (next < count) {
      const target = targets[next++ % targets.length];
      if (target === undefined) throw new RangeError("There is nowhere to send to.");
      const begun = performance.now();
      const { status, text } = await ask(agent, target, method, body);
      times.push(performance.now() - begun);
      if (status !== 200 && status !== 201) refused.push(`${status} ${text}`);
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, work));
  return { ms: performance.now() - begun, times, refused: refused.slice(0, 1) };
}

function ask(
  agent: Agent,
  { url, headers }: Burst["targets"][number],
  method: Burst["method"],
  body: string | null,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const type = body === null ? {} : { "content-type": "application/json", "content-length": body.length };
    const asked = request(url, { agent, method, headers: { ...headers, ...type } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
      );
    });
    asked.on("error", reject);
    asked.end(body ?? undefined);
  });
}
