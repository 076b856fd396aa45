import { createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";

export type ImapServer = { port: number; logins: string[]; stop(): Promise<void> };
type Options = {
  user?: string;
  password?: string;
  accessToken?: string;
  greeting?: string;
  inbox?: "open" | "refused";
};

const REFUSED = "NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)";

/** The initial response of XOAUTH2, as Google documents it. */
export const xoauth2 = (user: string, accessToken = ""): string =>
  Buffer.from(`user=${user}\u0001auth=Bearer ${accessToken}\u0001\u0001`).toString("base64");

/** The commands that a login and a look into the inbox need (RFC 9051), on loopback, for one user. */
export async function startImapServer(options: Options = {}): Promise<ImapServer> {
  const { user = "jo", password = "right", accessToken, greeting = "* OK ready", inbox = "open" } = options;
  const logins: string[] = [];
  const sockets = new Set<Socket>();
  const answers: Record<string, (rest: string) => string[]> = {
    CAPABILITY: () => [`* CAPABILITY IMAP4rev1${accessToken ? " SASL-IR AUTH=XOAUTH2" : ""}`, "OK done"],
    AUTHENTICATE: (rest) => [rest === `XOAUTH2 ${xoauth2(user, accessToken)}` ? "OK in" : REFUSED],
    LOGIN: (rest) => {
      logins.push(rest);
      return [rest.replaceAll('"', "") === `${user} ${password}` ? "OK in" : REFUSED];
    },
    LIST: () => ['* LIST (\\HasNoChildren) "/" INBOX', "OK done"],
    EXAMINE: () =>
      inbox === "open"
        ? ["* 0 EXISTS", "* FLAGS ()", "* OK [UIDVALIDITY 1] ok", "* OK [UIDNEXT 1] ok", "OK [READ-ONLY] done"]
        : ["NO [NOPERM] Mailbox is not available for this plan"],
    LOGOUT: () => ["* BYE", "OK done"],
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write(`${greeting}\r\n`);
    createInterface({ input: socket }).on("line", (line) => {
      const [tag = "*", command = "", ...rest] = line.split(" ");
      const lines = answers[command.toUpperCase()]?.(rest.join(" ")) ?? ["BAD unknown command"];
      socket.write(lines.map((text) => (text.startsWith("*") ? text : `${tag} ${text}`) + "\r\n").join(""));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return { port: portOf(server), logins, stop: () => stop(server, sockets) };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

function stop(server: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy();
  return new Promise((resolve) => void server.close(() => resolve()));
}
