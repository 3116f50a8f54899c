import { createTransport } from "nodemailer";

export interface Mail {
  to: string;
  subject: string;
  /** What the mail says, above the link. */
  text: string;
  /** The one thing to do. */
  link: string;
}

export interface Mailer {
  /**
   * Queues a mail and returns at once, so that no answer tells by its timing whether one was sent. What the mail needs
   * may be made in the queue too; null when there is none to send after all.
   */
  send(mail: Mail | (() => Promise<Mail | null>)): void;
  /** Resolves when everything queued has been sent or has failed. */
  idle(): Promise<void>;
}

const timeoutMs = 15_000;

/**
 * A mailer over SMTP, or, without a server, one that prints each link for whoever reads the log.
 * @param print receives a line for the log
 */
export function createMailer(
  smtp: { url: string | null; from: string },
  print: (line: string) => void,
): Mailer {
  const pending = new Set<Promise<void>>();
  const deliver = smtp.url ? overSmtp(smtp.url, smtp.from) : toLog(print);
  return {
    send(mail) {
      const sending = made(mail)
        .then((ready) => ready && deliver(ready).catch((error: unknown) => print(failure(ready, error))))
        .then(() => undefined)
        .catch((error: unknown) => print(`A mail could not be made: ${reason(error)}`))
        .finally(() => pending.delete(sending));
      pending.add(sending);
    },
    async idle() {
      await Promise.all(pending);
    },
  };
}

async function made(mail: Mail | (() => Promise<Mail | null>)): Promise<Mail | null> {
  return typeof mail === "function" ? mail() : mail;
}

function overSmtp(url: string, from: string): (mail: Mail) => Promise<void> {
  const transport = createTransport({
    url,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
  });
  return async ({ to, subject, text, link }) => {
    await transport.sendMail({ from, to: { name: "", address: to }, subject, text: `${text}\n\n${link}\n` });
  };
}

function toLog(print: (line: string) => void): (mail: Mail) => Promise<void> {
  return async ({ to, subject, link }) => {
    print(`No SMTP_URL is set, so this was not mailed. ${subject}, for ${to}:\n  ${link}`);
  };
}

function failure(mail: Mail, error: unknown): string {
  return `Could not send "${mail.subject}": ${reason(error)}`;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : "unknown reason";
}
