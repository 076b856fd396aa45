import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

export type Listening = { port: number; stop(): Promise<void> };

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
};

/** A real SMTP server on loopback that knows one login. */
export async function startSmtpServer(options: SMTPServerOptions = {}): Promise<Listening> {
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === "jo" && password === "right"
        ? done(null, { user: "jo" })
        : done(new Error("Invalid username or password")),
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return {
    port: portOf(server.server as Server),
    stop: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

/** Dials loopback at this port, whatever address was asked for, and remembers what was: a stand-in for the internet. */
export function internetAt(port: number): { dialled: string[][]; dial: (target: Dialled) => Promise<Socket> } {
  const dialled: string[][] = [];
  const dial = ({ addresses }: Dialled): Promise<Socket> => {
    dialled.push([...addresses]);
    const socket = connect(port, "127.0.0.1");
    return once(socket, "connect").then(() => socket);
  };
  return { dialled, dial };
}
type Dialled = { addresses: readonly string[] };

/** A server that takes the connection and says nothing. */
export async function startSilentServer(): Promise<Listening> {
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => sockets.add(socket));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { port: portOf(server), stop };
}
