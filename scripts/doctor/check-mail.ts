import { connect } from "node:net";
import { ok, warn, type Finding } from "./finding";

/** Ports of submission, and of a mail host that is reached otherwise; and one of reading answers. */
const DOORS = [
  { host: "smtp.gmail.com", port: 465, use: "sending (465)" },
  { host: "smtp.gmail.com", port: 587, use: "sending (587)" },
  { host: "imap.gmail.com", port: 993, use: "reading answers (993)" },
] as const;
const PATIENCE_MS = 5_000;

export type Reached = { use: string; reached: boolean };

/** Whether this machine gets out to mail servers: many hosts block these ports. */
export async function checkMail(
  doors: readonly { host: string; port: number; use: string }[] = DOORS,
): Promise<Finding[]> {
  const tried = await Promise.all(doors.map(async (door) => ({ use: door.use, reached: await reaches(door) })));
  return judgeMail(tried);
}

function reaches({ host, port }: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PATIENCE_MS });
    const end = (reached: boolean): void => {
      socket.destroy();
      resolve(reached);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}

/** Judged apart from the network, so that each verdict can be tried. */
export function judgeMail(tried: readonly Reached[]): Finding[] {
  const blocked = tried.filter(({ reached }) => !reached).map(({ use }) => use);
  if (blocked.length === 0) return [ok("Mail: this machine reaches mail servers, for sending and for reading answers")];
  return [
    warn(
      `Mail: this machine does not reach mail servers for ${blocked.join(", ")}`,
      "Ask the host to open the ports, or use an account whose server answers on another one (2525). The test mailbox needs none.",
    ),
  ];
}
