import { createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";

/** A message in the inbox; `size` is what the server announces, where it lies. */
export type Letter = { uid: number; raw: Buffer; date: Date; size?: number };

/** The state that a test may change while the server runs. */
export type ImapState = {
  password: string;
  uidValidity: number;
  letters: Letter[];
  /** The connection breaks instead of answering for this message. */
  breaksAt: number | null;
};
export type ImapServer = {
  port: number;
  logins: string[];
  /** Every command but logins, as it came. */
  commands: string[];
  state: ImapState;
  stop(): Promise<void>;
};
type Options = {
  user?: string;
  password?: string;
  accessToken?: string;
  greeting?: string;
  inbox?: "open" | "refused";
  letters?: Letter[];
};
type Answer = (string | Buffer)[];

const REFUSED = "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)";

/** The initial response of XOAUTH2, as Google documents it. */
export const xoauth2 = (user: string, accessToken = ""): string =>
  Buffer.from(`user=${user}\u0001auth=Bearer ${accessToken}\u0001\u0001`).toString("base64");

/** The commands that a login and reading an inbox need (RFC 9051), on loopback, for one user. */
export async function startImapServer(options: Options = {}): Promise<ImapServer> {
  const {
    user = "jo",
    password = "right",
    accessToken,
    greeting = "* OK ready",
    inbox = "open",
    letters = [],
  } = options;
  const logins: string[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  const state: ImapState = { password, uidValidity: 1, letters, breaksAt: null };
  const answers: Record<string, (rest: string) => Answer | null> = {
    CAPABILITY: () => [`* CAPABILITY IMAP4rev1${accessToken ? " SASL-IR AUTH=XOAUTH2" : ""}`, "OK done"],
    AUTHENTICATE: (rest) => [rest === `XOAUTH2 ${xoauth2(user, accessToken)}` ? "OK in" : REFUSED],
    LOGIN: (rest) => {
      logins.push(rest);
      return [rest.replaceAll('"', "") === `${user} ${state.password}` ? "OK in" : REFUSED];
    },
    LIST: () => ['* LIST (\\HasNoChildren) "/" INBOX', "OK done"],
    EXAMINE: () => (inbox === "open" ? opened(state) : ["NO [NOPERM] Mailbox is not available for this plan"]),
    UID: (rest) => (rest.startsWith("SEARCH ") ? found(state, rest.slice(7)) : fetched(state, rest)),
    LOGOUT: () => ["* BYE", "OK done"],
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write(`${greeting}\r\n`);
    createInterface({ input: socket }).on("line", (line) => {
      const [tag = "*", command = "", ...rest] = line.split(" ");
      if (command !== "LOGIN") commands.push([command, ...rest].join(" "));
      const lines = (answers[command.toUpperCase()] ?? (() => ["BAD unknown command"]))(rest.join(" "));
      if (lines === null) socket.destroy();
      else for (const text of lines) socket.write(typeof text === "string" ? ended(tag, text) : text);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return { port: portOf(server), logins, commands, state, stop: () => stop(server, sockets) };
}

/** A part of a message, which is bytes, is followed by the line that closes it. */
const ended = (tag: string, text: string): string =>
  `${text.startsWith("*") || text.startsWith(")") ? text : `${tag} ${text}`}\r\n`;

function opened({ letters, uidValidity }: ImapState): Answer {
  const next = Math.max(0, ...letters.map(({ uid }) => uid)) + 1;
  return [
    `* ${letters.length} EXISTS`,
    "* FLAGS ()",
    `* OK [UIDVALIDITY ${uidValidity}] ok`,
    `* OK [UIDNEXT ${next}] ok`,
    "OK [READ-ONLY] done",
  ];
}

/** `UID 5:*`, which names the last message in any case, or `SINCE 29-Nov-2026`. */
function found({ letters }: ImapState, query: string): Answer {
  const [, from] = /^UID (\d+):\*$/.exec(query) ?? [];
  const [, day] = /^SINCE (\S+)$/.exec(query) ?? [];
  const last = Math.max(0, ...letters.map(({ uid }) => uid));
  const uids = letters
    .filter(({ uid, date }) =>
      from === undefined ? date.getTime() >= Date.parse(`${day} UTC`) : uid >= Math.min(Number(from), last),
    )
    .map(({ uid }) => uid);
  return [`* SEARCH${uids.map((uid) => ` ${uid}`).join("")}`, "OK done"];
}

/** Sizes of several messages, or the first bytes of one. */
function fetched({ letters, breaksAt }: ImapState, rest: string): Answer | null {
  const [, list = "", items = ""] = /^FETCH (\S+) \(?(.*?)\)?$/.exec(rest) ?? [];
  const uids = new Set(list.split(",").map(Number));
  const [, most] = /BODY\.PEEK\[\]<0\.(\d+)>/.exec(items) ?? [];
  if (most !== undefined && breaksAt !== null && uids.has(breaksAt)) return null;
  const lines = letters.flatMap(({ uid, raw, size = raw.byteLength }, index): Answer => {
    if (!uids.has(uid)) return [];
    const row = `* ${index + 1} FETCH (UID ${uid}`;
    if (most === undefined) return [`${row} RFC822.SIZE ${size})`];
    const part = raw.subarray(0, Number(most));
    return [`${row} BODY[]<0> {${part.byteLength}}`, part, ")"];
  });
  return [...lines, "OK done"];
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

function stop(server: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => void server.close(() => resolve()));
}
