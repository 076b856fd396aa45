import type { Dns, DnsView, Looked, Zone } from "@/lib/providers/dns/port";
import type { Question } from "./schemas";

const RECURSIVE = ["the resolvers of this machine"];
const MAX_QUESTIONS = 100;
const MAX_VALUES = 20;
const MAX_LENGTH = 600;

/** The same name servers, with a list of what they are asked and what they answer. */
export function noteQuestions(dns: Dns): { dns: Dns; questions: Question[] } {
  const questions: Question[] = [];
  const note = (asked: Pick<Question, "servers" | "type" | "name">, answer: Question["answer"], values: string[]) => {
    if (questions.length >= MAX_QUESTIONS) return;
    const kept = values.slice(0, MAX_VALUES).map((value) => value.slice(0, MAX_LENGTH).toWellFormed());
    questions.push({ ...asked, answer, values: kept });
  };
  const noted = (view: DnsView, servers: string[]): DnsView => {
    const ask = async <T>(
      asked: Pick<Question, "type" | "name">,
      looking: Promise<Looked<T>>,
      textOf: (value: T) => string,
    ): Promise<Looked<T>> => {
      const looked = await looking;
      note({ servers, ...asked }, looked.state, textsOf(looked, textOf));
      return looked;
    };
    return {
      txt: (name) => ask({ type: "TXT", name }, view.txt(name).then(storable), (text) => text),
      mx: (name) => ask({ type: "MX", name }, view.mx(name), ({ priority, exchange }) => `${priority} ${exchange}`),
      cname: (name) => ask({ type: "CNAME", name }, view.cname(name), (text) => text),
      address: (name) => ask({ type: "A", name }, view.address(name), (text) => text),
    };
  };
  const zoneOf = async (domain: string) => {
    const found = await dns.zoneOf(domain);
    if (found.state !== "found") {
      note({ servers: RECURSIVE, type: "NS", name: domain }, found.state, found.state === "unknown" ? [found.why] : []);
      return found;
    }
    const zone: Zone = found.zone;
    note({ servers: RECURSIVE, type: "NS", name: zone.name }, "found", zone.nameServers);
    return { ...found, zone: { ...zone, view: noted(zone.view, zone.nameServers) } };
  };
  return { dns: { view: noted(dns.view, RECURSIVE), zoneOf }, questions };
}

/** Postgres stores neither a zero byte nor half a surrogate pair, and any zone may hold them. */
const storable = (looked: Looked<string>): Looked<string> =>
  looked.state === "found"
    ? { ...looked, values: looked.values.map((text) => text.replaceAll("\0", "").toWellFormed()) }
    : looked;

function textsOf<T>(looked: Looked<T>, textOf: (value: T) => string): string[] {
  if (looked.state === "found") return looked.values.map(textOf);
  return looked.state === "unknown" ? [looked.why] : [];
}
