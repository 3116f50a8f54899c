import { once } from "node:events";
import { SMTPServer } from "smtp-server";

/** A mail as it arrived. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** An SMTP server that keeps what it receives. */
export interface Mailbox {
  /** For SMTP_URL. */
  url: string;
  /** Everything received so far, oldest first. */
  mails: readonly Mail[];
  close: () => Promise<void>;
}

/** Starts an SMTP server on a free port of this machine. */
export async function openMailbox(): Promise<Mailbox> {
  const mails: Mail[] = [];
  const smtp = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(", ");
        mails.push({ to, ...parse(Buffer.concat(chunks).toString("utf8")) });
        done();
      });
    },
  });
  smtp.listen(0, "127.0.0.1");
  await once(smtp.server, "listening");
  const address = smtp.server.address();
  if (typeof address !== "object" || address === null) throw new Error("The SMTP server has no port");
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}

/** The first link in a text. */
export function linkIn(text: string): string {
  const link = /http\S+/.exec(text)?.[0];
  if (link === undefined) throw new Error(`There is no link in: ${text}`);
  return link;
}

function parse(raw: string): { subject: string; text: string } {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const body = rest.join("\r\n\r\n");
  const quoted = /^content-transfer-encoding: quoted-printable/im.test(head);
  return {
    subject: /^subject: (.*)$/im.exec(head)?.[1]?.trim() ?? "",
    text: quoted ? unquote(body) : body,
  };
}

// RFC 2045, section 6.7.
function unquote(text: string): string {
  return text
    .replaceAll("=\r\n", "")
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
