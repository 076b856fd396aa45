import { connect } from "node:net";

const KNOCK_MS = 5_000;

/** Whether something listens at the machine's door. */
export function knock(host: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port: 443, signal, timeout: KNOCK_MS });
    const end = (answered: boolean) => (): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("connect", end(true));
    socket.once("timeout", end(false));
    socket.once("error", (error) => (signal.aborted ? reject(error) : end(false)()));
  });
}
