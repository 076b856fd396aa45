import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { decode, encode, type Answer, type Packet } from "dns-packet";

/** `type name` → the texts, exchangers or targets of its records. `!` before a rcode or `silence` answers so. */
export type ZoneFile = Record<string, readonly string[]>;

export type DnsLaboratory = {
  /** `address:port` */
  server: string;
  /** Replaces what the server knows. */
  load(zone: ZoneFile): void;
  /** Adds a text, or takes its place. */
  enter(name: string, value: string): void;
  stop(): Promise<void>;
};

const RCODES: Record<string, number> = { "!SERVFAIL": 2, "!REFUSED": 5 };
const AUTHORITATIVE = 0x04_00;

/** An authoritative name server on loopback for every zone that is loaded. A name `*.zone` answers for all below it that are not there. */
export async function startDnsLaboratory(): Promise<DnsLaboratory> {
  let zone: Record<string, string[]> = {};
  const socket: Socket = createSocket("udp4");
  socket.on("message", (message, { port, address }) => {
    const query = decode(message);
    const [question] = query.questions ?? [];
    if (!question) return;
    const answered = answer(zone, question.type, question.name.toLowerCase());
    if (answered === "silence") return;
    const packet: Packet = { type: "response", id: query.id ?? 0, questions: [question], ...answered };
    socket.send(encode(packet), port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    server: `127.0.0.1:${socket.address().port}`,
    load: (file) => void (zone = Object.fromEntries(Object.entries(file).map(([key, values]) => [key, [...values]]))),
    enter: (name, value) => void (zone[`TXT ${name}`] = [value]),
    stop: async () => {
      socket.close();
      await once(socket, "close");
    },
  };
}

type Answered = "silence" | Pick<Packet, "flags" | "answers">;

function answer(zone: Record<string, string[]>, type: string, name: string): Answered {
  const wildcard = `*.${name.split(".").slice(1).join(".")}`;
  const known = Object.keys(zone).some((key) => key.endsWith(` ${name}`));
  const values = zone[`${type} ${name}`] ?? (known ? undefined : zone[`${type} ${wildcard}`]) ?? [];
  const [first] = values;
  if (first === "!silence") return "silence";
  const failed = first === undefined ? undefined : RCODES[first];
  if (failed !== undefined) return { flags: AUTHORITATIVE | failed, answers: [] };
  const alias = zone[`CNAME ${name}`]?.[0];
  if (values.length === 0 && alias !== undefined && type !== "CNAME")
    return { flags: AUTHORITATIVE, answers: [{ type: "CNAME", name, data: alias, ttl: 60 }] };
  const isThere = known || values.length > 0 || Object.keys(zone).some((key) => key.endsWith(`.${name}`));
  return { flags: AUTHORITATIVE | (isThere ? 0 : 3), answers: values.map((value) => record(type, name, value)) };
}

function record(type: string, name: string, value: string): Answer {
  switch (type) {
    case "TXT":
      // A text longer than 255 bytes travels in several strings.
      return { type, name, ttl: 60, data: value.match(/.{1,200}/g) ?? [""] };
    case "MX": {
      const [preference, exchange = ""] = value.split(" ");
      return { type, name, ttl: 60, data: { preference: Number(preference), exchange } };
    }
    case "A":
    case "NS":
    case "CNAME":
      return { type, name, ttl: 60, data: value };
    default:
      throw new Error(`The laboratory has no records of type ${type}.`);
  }
}
