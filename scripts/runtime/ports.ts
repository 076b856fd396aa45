import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
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
const freePort = (host = "127.0.0.1"): Promise<number> => probe(host, 0);

const LINUX_RANGE = "/proc/sys/net/ipv4/ip_local_port_range";
/** Linux's default range; macOS and Windows begin above it. */
const USUAL_RANGE = { first: 32_768, last: 60_999 };
const LOWEST = 10_000;
const HIGHEST = 65_535;
const TRIES = 100;

/** The ports that the kernel gives to outgoing connections. */
export function ephemeralRange(file = LINUX_RANGE): { first: number; last: number } {
  try {
    const [first, last] = readFileSync(file, "utf8").trim().split(/\s+/).map(Number);
    return first && last ? { first, last } : USUAL_RANGE;
  } catch {
    return USUAL_RANGE; // not Linux, or not readable
  }
}

export const isEphemeral = (port: number, { first, last } = ephemeralRange()): boolean => port >= first && port <= last;

/** A free port that no outgoing connection can take while its server is away; any free one where the kernel uses them all. */
export async function steadyPort(host = "127.0.0.1", range = ephemeralRange()): Promise<number> {
  const below = range.first - LOWEST;
  const [from, to] = below > TRIES ? [LOWEST, range.first] : [Math.max(range.last + 1, LOWEST), HIGHEST + 1];
  for (let tried = 0; to - from > 1 && tried < TRIES; tried += 1) {
    const port = randomInt(from, to);
    if (await isPortFree(port, host)) return port;
  }
  return freePort(host);
}

/** True when the port could be listened on just now. */
export async function isPortFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return probe(host, port).then(
    () => true,
    () => false,
  );
}

/**
 * The port to listen on: the wanted one or an error that names the variable; for 0 the remembered one when still free,
 * else another that the kernel gives to no outgoing connection.
 */
export async function claimPort(wanted: {
  port: number;
  variable: string;
  host?: string;
  remembered?: number;
}): Promise<number> {
  const host = wanted.host ?? "127.0.0.1";
  if (wanted.port === 0) {
    const { remembered } = wanted;
    if (remembered && !isEphemeral(remembered) && (await isPortFree(remembered, host))) return remembered;
    return steadyPort(host);
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
