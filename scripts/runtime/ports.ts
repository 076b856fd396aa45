import { createServer } from "node:net";

/** The sentence a taken port ends a start with. */
class PortTaken extends Error {}

/** Resolves when nobody listens on the port; rejects otherwise. */
function probe(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.unref();
    server.once("error", reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}

/** A port that was free a moment ago. */
export const freePort = (host = "127.0.0.1"): Promise<number> => probe(host, 0);

/** True when the port could be listened on just now. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return probe(host, port).then(
    () => true,
    () => false,
  );
}

/**
 * The port to listen on: the wanted one or an error that names the variable; for 0 the remembered one when still free,
 * else any free one.
 */
export async function claimPort(wanted: {
  port: number;
  variable: string;
  host?: string;
  remembered?: number;
}): Promise<number> {
  const host = wanted.host ?? "127.0.0.1";
  if (wanted.port === 0) {
    if (wanted.remembered && (await isPortFree(wanted.remembered, host))) return wanted.remembered;
    return freePort(host);
  }
  try {
    return await probe(host, wanted.port);
  } catch (error) {
    throw new PortTaken(describe(error, { ...wanted, host }), { cause: error });
  }
}

function describe(error: unknown, { host, port, variable }: { host: string; port: number; variable: string }): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE") {
    return `Port ${port} on ${host} is already taken: stop the program that uses it, or set ${variable} to another port (0 = any free one).`;
  }
  if (code === "EACCES") return `Port ${port} needs administrator rights: set ${variable} to a port above 1023.`;
  return `Cannot listen on ${host}:${port} (${code ?? String(error)}): check HOST and ${variable}.`;
}
