import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openReceiver, type Receiver } from "../../testing/receiver";
import type { WebhookNetwork } from "./network";
import { sendMessage } from "./send-message";
import { newSecret, signatureHeaders } from "./sign";

let receiver: Receiver;
beforeAll(async () => {
  receiver = await openReceiver();
});
beforeEach(() => receiver.answer(204));
afterAll(() => receiver.close());

const message = { body: '{"a":1}', headers: { "webhook-id": "one" } };

/** A network whose names stand for what is said, one answer after the other; the last one stays. */
function network(allowPrivate: boolean, ...answers: string[][]): WebhookNetwork & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    allowPrivate,
    async resolve(name) {
      asked.push(name);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (!answer) throw new Error("ENOTFOUND");
      return answer;
    },
  };
}

const open = (...answers: string[][]) => network(true, ...answers);
const shut = (...answers: string[][]) => network(false, ...answers);

describe("what is refused reaches nobody:", () => {
  const names = {
    "a name for this machine": [["127.0.0.1"]],
    "a name for this machine in IPv6": [["::1"]],
    "a name for the link": [["169.254.169.254"]],
    "a name for the network": [["10.1.2.3"]],
    "a name of a public address and a private one": [["8.8.8.8", "10.1.2.3"]],
    "a name that is nobody's": [],
  };
  for (const [what, answers] of Object.entries(names)) {
    it(what, async () => {
      const before = receiver.connections();
      const sent = await sendMessage(shut(...answers), `https://hooks.example:${receiver.port}/`, message);
      expect(sent).toMatchObject({ delivered: false, status: null });
      expect(sent.error).toMatch(/hooks\.example/);
      expect(receiver.connections()).toBe(before);
    });
  }

  const hosts = ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "017700000001", "[::ffff:127.0.0.1]", "0"];
  for (const host of hosts) {
    it(`https://${host}`, async () => {
      const before = receiver.connections();
      const sent = await sendMessage(shut(), `https://${host}:${receiver.port}/`, message);
      expect(sent.error).toMatch(/is not in the public internet/);
      expect(receiver.connections()).toBe(before);
    });
  }

  it("what is not https, and what carries a password", async () => {
    const public_ = shut(["8.8.8.8"]);
    expect((await sendMessage(public_, "http://hooks.example/", message)).error).toMatch(/https/);
    expect((await sendMessage(public_, "https://a:b@hooks.example/", message)).error).toMatch(/password/);
    expect((await sendMessage(open(["127.0.0.1"]), "ftp://hooks.example/", message)).error).toMatch(/https/);
    expect(public_.asked).toEqual([]);
  });
});

describe("a name is looked up once, and what was checked is what is connected to:", () => {
  it("a name nobody else knows is reached at the address that was checked", async () => {
    const once = open(["127.0.0.1"], ["10.255.255.1"]);
    const sent = await sendMessage(once, `http://rebinding.example:${receiver.port}/hook`, message);
    expect(sent).toEqual({ delivered: true, status: 204, error: null });
    expect(once.asked).toEqual(["rebinding.example"]);
    expect(receiver.received.at(-1)).toMatchObject({
      body: message.body,
      headers: { host: `rebinding.example:${receiver.port}`, "webhook-id": "one" },
    });
  });

  it("a name that was public a moment ago and is private now is refused", async () => {
    const before = receiver.connections();
    const rebinding = shut(["8.8.8.8"], ["127.0.0.1"]);
    await rebinding.resolve("rebinding.example");
    const sent = await sendMessage(rebinding, `https://rebinding.example:${receiver.port}/`, message);
    expect(sent.delivered).toBe(false);
    expect(receiver.connections()).toBe(before);
  });
});

describe("an answer", () => {
  const send = (timeout?: number) =>
    sendMessage(open(["127.0.0.1"]), `http://hooks.example:${receiver.port}/`, message, timeout);

  it("that leads elsewhere is not followed", async () => {
    const elsewhere = await openReceiver();
    receiver.answer(307, "", { location: `http://127.0.0.1:${elsewhere.port}/` });
    expect(await send()).toMatchObject({ delivered: false, status: 307 });
    expect(elsewhere.connections()).toBe(0);
    await elsewhere.close();
  });

  it("that is an error is kept to its first kilobyte", async () => {
    receiver.answer(500, "x".repeat(100_000));
    const sent = await send();
    expect(sent).toMatchObject({ delivered: false, status: 500 });
    expect(sent.error?.length).toBeLessThan(1100);
  });

  it("that does not come is waited for so long and no longer", async () => {
    receiver.answer(null);
    expect(await send(200)).toEqual({
      delivered: false,
      status: null,
      error: "No answer within 0.2 seconds.",
    });
  });

  it("of nobody is a connection that failed", async () => {
    const gone = await openReceiver();
    await gone.close();
    const sent = await sendMessage(open(["127.0.0.1"]), `http://hooks.example:${gone.port}/`, message);
    expect(sent.error).toBe("No connection (ECONNREFUSED).");
  });
});

it("is signed as Standard Webhooks has it", () => {
  // The example of the specification's own libraries.
  const headers = signatureHeaders("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", {
    id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
    body: '{"test": 2432232314}',
    at: new Date(1614265330_000),
  });
  expect(headers["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  expect(newSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
});
