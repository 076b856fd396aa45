import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export type SilentProxy = {
  /** The same database, through the proxy. */
  url: string;
  /** From now on nothing is forwarded on the connections there are, nor on new ones; none is closed. */
  fallSilent(): void;
  /** New connections are forwarded again; those that fell silent stay so. */
  takeNewOnes(): void;
  /** Connections whose other end still holds them. */
  held(): number;
  close(): Promise<void>;
};

/** A network between a client and a database that can vanish without a reset, as one does behind a lost route. */
export async function createSilentProxy(databaseUrl: string): Promise<SilentProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const lines = new Set<{ isSilent: boolean; from: Socket }>();
  let isSilent = false;

  const server = createServer((from) => {
    const to = connect(Number(target.port), target.hostname);
    const line = { isSilent, from };
    lines.add(line);
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(socket);
      socket.on("data", (bytes) => void (line.isSilent || other.write(bytes)));
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        lines.delete(line);
        if (!line.isSilent) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: url.href,
    fallSilent: () => {
      isSilent = true;
      for (const line of lines) line.isSilent = true;
    },
    takeNewOnes: () => {
      isSilent = false;
    },
    held: () => lines.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
