import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { SMTPServer } from "smtp-server";
import { describe, expect, it, onTestFinished } from "vitest";
import { bootTestPlatform, temporaryFolder } from "../../testing/boot-test-platform";
import { newPerson, otherPassword, password } from "../../testing/people";
import { confirmPasswordReset, confirmVerification, logIn, requestPasswordReset, signUp } from "../index";

interface Received {
  from: string;
  to: string[];
  text: string;
}

/** A real SMTP server on a free port; `refuse` makes it turn every recipient down. */
async function smtpServer(refuse = false) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_address, _session, done) {
      done(refuse ? new Error("550 no such mailbox") : null);
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map(({ address }) => address),
          text: unfold(Buffer.concat(chunks).toString("utf8")),
        });
        done();
      });
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { url: `smtp://127.0.0.1:${portOf(server.server.address())}`, received };
}

function portOf(address: AddressInfo | string | null): number {
  if (typeof address !== "object" || address === null) throw new Error("The server listens on no port.");
  return address.port;
}

// Quoted-printable (RFC 2045) breaks long lines and writes "=" as "=3D".
function unfold(message: string): string {
  return /quoted-printable/i.test(message) ? message.replaceAll("=\r\n", "").replaceAll("=3D", "=") : message;
}

async function installation(variables: Record<string, string>) {
  const { dir, remove } = temporaryFolder();
  const booted = await bootTestPlatform(dir, { NEXTAUTH_URL: "https://acre.example.com", ...variables });
  onTestFinished(async () => {
    await booted.close();
    remove();
  });
  return booted;
}

function linkIn(text: string | undefined, path: string): string {
  return text?.match(new RegExp(`https://acre\\.example\\.com${path}\\?token=([\\w-]+)\\s`))?.[1] ?? "";
}

describe("with an SMTP server", () => {
  it("both mails arrive, to the one address, with links that work", async () => {
    const { url, received } = await smtpServer();
    const { platform, log } = await installation({
      SMTP_URL: url,
      SMTP_FROM: "Acre <hello@acre.example.com>",
    });
    const person = newPerson();
    await signUp(platform, person);
    await platform.mailer.idle();
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ from: "hello@acre.example.com", to: [person.email] });
    expect(received[0]?.text).toContain("Subject: Verify your e-mail address for Acre");
    await confirmVerification(platform, { token: linkIn(received[0]?.text, "/verify-email") });

    await requestPasswordReset(platform, { email: person.email });
    await platform.mailer.idle();
    expect(received[1]).toMatchObject({ to: [person.email] });
    expect(received[1]?.text).toContain("Subject: Set a new Acre password");
    const token = linkIn(received[1]?.text, "/reset-password");
    await confirmPasswordReset(platform, { token, password: otherPassword });
    expect(await logIn(platform, { ...person, password: otherPassword })).not.toBeNull();
    // A link is a key: with a server it is nowhere but in the mail.
    expect(log.join("\n")).not.toContain("token=");
  });

  it("that refuses the mail, the sign-up stands and the log says what was not sent", async () => {
    const { url, received } = await smtpServer(true);
    const { platform, log } = await installation({ SMTP_URL: url });
    const person = newPerson();
    await expect(signUp(platform, person)).resolves.toMatchObject({ tenant: "acme_corp" });
    await platform.mailer.idle();
    expect(received).toEqual([]);
    expect(log.filter((line) => line.startsWith('Could not send "Verify your e-mail address'))).toHaveLength(
      1,
    );
    expect(log.join("\n")).not.toContain("token=");
    expect(await logIn(platform, { ...person, password })).not.toBeNull();
  });

  it("that is not there, the sign-up stands", async () => {
    const nobody = createServer().listen(0, "127.0.0.1");
    await once(nobody, "listening");
    const port = portOf(nobody.address());
    nobody.close();
    await once(nobody, "close");
    const { platform, log } = await installation({ SMTP_URL: `smtp://127.0.0.1:${port}` });
    await expect(signUp(platform, newPerson())).resolves.toBeDefined();
    await platform.mailer.idle();
    expect(log.filter((line) => line.startsWith("Could not send"))).toHaveLength(1);
  });

  it("that never answers holds up no request", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const sockets: { destroy(): void }[] = [];
    silent.on("connection", (socket) => sockets.push(socket));
    const { platform, log } = await installation({
      SMTP_URL: `smtp://127.0.0.1:${portOf(silent.address())}`,
    });
    const person = newPerson();
    await signUp(platform, person);
    await requestPasswordReset(platform, { email: person.email });
    expect(log).toEqual([]);
    // Hung up on, the mails fail, and what was waiting for them ends.
    silent.close();
    const hangUp = () => {
      for (const socket of sockets.splice(0)) socket.destroy();
    };
    hangUp();
    silent.on("connection", hangUp);
    while (log.length < 2) {
      hangUp();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await platform.mailer.idle();
    expect(log.every((line) => line.startsWith("Could not send"))).toBe(true);
  });

  it("an address cannot smuggle in a header or a second recipient", async () => {
    const { url, received } = await smtpServer();
    const { platform } = await installation({ SMTP_URL: url });
    platform.mailer.send({
      to: "ada@example.com, eve@example.com",
      subject: "Hello\r\nBcc: eve@example.com",
      text: "Text",
      link: "https://acre.example.com/x",
    });
    await platform.mailer.idle();
    for (const mail of received) {
      expect(mail.to).not.toContain("eve@example.com");
      expect(mail.text).not.toMatch(/^Bcc:/m);
    }
  });
});

describe("without SMTP_URL", () => {
  it("the link is printed for whoever reads the log, and works", async () => {
    const { platform, log } = await installation({});
    const person = newPerson();
    await signUp(platform, person);
    await platform.mailer.idle();
    const line = log.find((entry) => entry.includes(person.email));
    expect(line).toMatch(/^No SMTP_URL is set, so this was not mailed\. Verify your e-mail address for Acre/);
    await confirmVerification(platform, { token: linkIn(`${line}\n`, "/verify-email") });
  });
});
