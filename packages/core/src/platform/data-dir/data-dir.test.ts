import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DataDir, DataDirError, type DataDirUse, openDataDir } from "./index";

const CONTENDER = fileURLToPath(new URL("./lock-contender.fixture.ts", import.meta.url));

let root: string;
let dir: string;
const opened: DataDir[] = [];
const children: ChildProcess[] = [];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "acre-data-dir-"));
  dir = join(root, "data");
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  for (const open of opened.splice(0)) open.release();
  rmSync(root, { recursive: true, force: true });
});

describe("a first start", () => {
  it("makes the folder and its secrets, for the owner alone", () => {
    const data = open();

    expect(data).toMatchObject({ path: dir, created: true, secretsGenerated: true });
    expect(Buffer.from(data.secrets.masterKey, "base64url")).toHaveLength(32);
    expect(Buffer.from(data.secrets.nextAuthSecret, "base64url")).toHaveLength(32);
    expect(data.secrets.masterKey).not.toBe(data.secrets.nextAuthSecret);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(statSync(join(dir, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("is followed by a second one that finds the same secrets", () => {
    const first = open();
    first.release();
    const second = open();

    expect(second).toMatchObject({ created: false, secretsGenerated: false });
    expect(second.secrets).toEqual(first.secrets);
  });

  it("closes secrets that were left open to other users", () => {
    open().release();
    chmodSync(join(dir, "secrets.json"), 0o644);
    open();
    expect(statSync(join(dir, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("starts over when it was cut off while writing the secrets", () => {
    mkdirSync(dir);
    writeFileSync(join(dir, "secrets.json.new"), '{"nextAuthSecret":"hal');
    expect(open().secretsGenerated).toBe(true);
    expect(existsSync(join(dir, "secrets.json.new"))).toBe(false);
  });
});

describe("secrets that cannot be used", () => {
  const damaged = {
    empty: "",
    "cut off": '{"nextAuthSecret":"AAAA',
    "not an object": "null",
    "one of them missing": JSON.stringify({ nextAuthSecret: "A".repeat(43) }),
    "too short": JSON.stringify({ nextAuthSecret: "A".repeat(43), masterKey: "AAAA" }),
  };

  it.each(Object.entries(damaged))("are refused and left as they are: %s", (_, text) => {
    mkdirSync(dir);
    writeFileSync(join(dir, "secrets.json"), text);

    expect(refusal().code).toBe("secrets_damaged");
    expect(readFileSync(join(dir, "secrets.json"), "utf8")).toBe(text);
  });

  it("do not keep the folder locked", () => {
    mkdirSync(dir);
    writeFileSync(join(dir, "secrets.json"), "");
    refusal();
    rmSync(join(dir, "secrets.json"));
    expect(open().secretsGenerated).toBe(true);
  });

  it("are not replaced when they are missing beside data written under them", () => {
    mkdirSync(dir);
    writeFileSync(join(dir, "catalog.db"), "rows");

    expect(refusal().code).toBe("secrets_missing");
    expect(existsSync(join(dir, "secrets.json"))).toBe(false);
  });
});

describe("a place that cannot hold data", () => {
  it("is refused when it is a file", () => {
    writeFileSync(dir, "here first");
    expect(refusal().code).toBe("not_a_folder");
    expect(readFileSync(dir, "utf8")).toBe("here first");
  });

  it("is refused when it lies below a file", () => {
    writeFileSync(join(root, "file"), "");
    dir = join(root, "file", "data");
    expect(refusal().code).toBe("not_a_folder");
  });

  it("is refused when the folder is read-only", () => {
    mkdirSync(dir);
    chmodSync(dir, 0o555);
    chmodSync(root, 0o755);

    const error = asOrdinaryUser(refusal);

    expect(error.code).toBe("not_writable");
    expect(error.message).toContain(dir);
    expect(existsSync(join(dir, "secrets.json"))).toBe(false);
  });

  it("is refused when it cannot be created", () => {
    chmodSync(root, 0o555);
    expect(asOrdinaryUser(refusal).code).toBe("not_writable");
    expect(existsSync(dir)).toBe(false);
  });
});

describe("the lock", () => {
  it("refuses a second opener and names the process that holds it", () => {
    open();
    const error = refusal();
    expect(error.code).toBe("locked");
    expect(error.message).toContain(`pid ${process.pid}`);
  });

  it("is given back by release, which may be called twice", () => {
    const first = open();
    first.release();
    open();
    first.release();
    expect(refusal().code).toBe("locked");
  });

  it("goes to exactly one of several processes that ask in the same instant, and passes on when it is killed", async () => {
    const contenders = await Promise.all(Array.from({ length: 5 }, () => contender()));

    const first = await race(contenders);
    expect(first.map((answer) => answer.result).sort()).toEqual([
      "locked",
      "locked",
      "locked",
      "locked",
      "open",
    ]);

    const holder = contenders[first.findIndex((answer) => answer.result === "open")];
    if (holder === undefined) throw new Error("nobody holds the folder");
    for (const answer of first) {
      if (answer.result === "locked" && answer.pid !== null) expect(answer.pid).toBe(holder.child.pid);
    }
    await holder.kill();

    const rest = contenders.filter((other) => other !== holder);
    const second = await race(rest);
    expect(second.map((answer) => answer.result).sort()).toEqual(["locked", "locked", "locked", "open"]);
  }, 30_000);

  it("does not name a process that is gone", () => {
    mkdirSync(dir);
    open();
    writeFileSync(join(dir, "lock.pid"), "2147483646\n");
    expect(refusal().message).toContain("another process;");
  });
});

describe("a command", () => {
  it("joins the process that holds the folder, and does not let go of it in that one's stead", () => {
    const server = open();
    const command = open("command");
    expect(command).toMatchObject({ use: "command", beside: true, secrets: server.secrets, created: false });
    expect(open("command").beside).toBe(true);
    command.release();
    expect(refusal().code).toBe("locked");
  });

  it("keeps servers out where it is the first, and makes the folder as a server would", () => {
    const command = open("command");
    expect(command).toMatchObject({ use: "command", beside: false, created: true, secretsGenerated: true });
    expect(refusal().code).toBe("locked");
    command.release();
    expect(open()).toMatchObject({ use: "serve", beside: false, secrets: command.secrets });
  });

  it("waits for nobody who is only just making the folder", () => {
    open();
    rmSync(join(dir, "secrets.json"));
    expect(() => open("command")).toThrow(/being made by another process; try again/);
  });
});

function open(use?: DataDirUse): DataDir {
  const data = openDataDir(dir, use);
  opened.push(data);
  return data;
}

function refusal(): DataDirError {
  try {
    open();
  } catch (error) {
    if (error instanceof DataDirError) return error;
    throw error;
  }
  throw new Error(`${dir} was not refused`);
}

/** Root may write anywhere, so a test of modes steps down for as long as it looks. */
function asOrdinaryUser<T>(look: () => T): T {
  if (process.geteuid?.() !== 0 || process.seteuid === undefined) return look();
  process.seteuid(65534);
  try {
    return look();
  } finally {
    process.seteuid(0);
  }
}

interface Answer {
  result: "open" | "locked";
  pid: number | null;
}

interface Contender {
  child: ChildProcess;
  ask(): Promise<Answer>;
  kill(): Promise<void>;
}

/** A process that tries to open the folder once for each line it is sent. Resolves when it is ready to. */
async function contender(): Promise<Contender> {
  const child = spawn(process.execPath, ["--import", "tsx", CONTENDER, dir], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  expect(await next()).toBe("ready");
  return {
    child,
    ask: async () => {
      child.stdin.write("go\n");
      return JSON.parse(await next());
    },
    kill: async () => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await gone;
    },
  };
}

const race = (contenders: Contender[]) => Promise.all(contenders.map((one) => one.ask()));
