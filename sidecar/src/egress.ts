import { connect } from "node:net";
import { EGRESS_PORTS, EGRESS_TARGETS, type Egress } from "@/lib/contracts/instance";

const PATIENCE_MS = 5_000;

/** Whether something at that port takes a connection within five seconds. Nothing is said there. */
export function reaches(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const within = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
    const socket = connect({ host, port, signal: within });
    const end = (reached: boolean) => (): void => {
      socket.destroy();
      resolve(reached);
    };
    socket.once("connect", end(true));
    socket.once("error", end(false));
  });
}

/**
 * The ports that this machine can reach beyond its provider's network. Null when it reached none: it is offline, or speaks to the world through
 * a proxy alone, and knows nothing of single ports.
 */
export async function tryWaysOut(signal: AbortSignal, reach = reaches): Promise<Egress | null> {
  const tried = await Promise.all(
    EGRESS_PORTS.map(async (port) => [port, await reach(EGRESS_TARGETS[port], Number(port), signal)] as const),
  );
  return tried.some(([, reached]) => reached) ? Object.fromEntries(tried) : null;
}
