// Asks for one address over and over, on so many connections at once, until it is killed: `noise.mjs <url> <key> <connections>`.
import { Agent, get } from "node:http";

const [url = "", key = "", connections = "1"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const answered = {};

function again() {
  get(url, { agent, headers: { authorization: `Bearer ${key}` } }, (answer) => {
    const status = String(answer.statusCode);
    answered[status] = (answered[status] ?? 0) + 1;
    answer.resume();
    answer.once("end", again);
  }).once("error", () => process.exit(1));
}

for (let i = 0; i < Number(connections); i += 1) again();
process.on("SIGTERM", () => {
  console.log(JSON.stringify(answered));
  process.exit(0);
});
