import type { PacketRow, RecommendationRow } from "./facts";
import { markText, ownText } from "./marks";
import type { ContextItem } from "./schemas";
import { shortRef } from "./short-ref";

const TITLES = ["brief", "validation", "distribution", "launch"] as const;

function fieldLine(tag: string, packet: PacketRow, key: string): ContextItem[] {
  const field = packet.fields[key];
  if (!field) return [];
  const { value, source } = field;
  const text = Array.isArray(value) ? value.join("; ") : String(value);
  // A line of a website is a stranger's, also after the founder accepted the packet.
  const words = source === "web" ? markText(tag, { from: "web", auth: "none", text, most: 300 }) : ownText(text, 300);
  const trust = source === "web" ? "third_party" : source === "founder" ? "founder" : "model";
  return [{ text: `${TITLES[packet.phase]} ${key}: ${words}`, refs: [shortRef("p", packet.id)], trust }];
}

/** The accepted packets: each in short, then what none of them knows, then their values. */
export function packetLines(tag: string, packets: readonly PacketRow[]): ContextItem[] {
  const trustOf = ({ origin }: PacketRow): ContextItem["trust"] => (origin === "founder" ? "founder" : "model");
  return [
    ...packets.map((packet): ContextItem => {
      const { id, phase, version, synopsis, at } = packet;
      const words = `${TITLES[phase]}, version ${version}, accepted ${at}: ${ownText(synopsis, 600) || "no synopsis"}`;
      return { text: words, refs: [shortRef("p", id)], trust: trustOf(packet) };
    }),
    ...packets.flatMap((packet) =>
      packet.unknowns.map(({ field, how_to_learn }): ContextItem => {
        const words = `${TITLES[packet.phase]} does not know ${ownText(field, 60)}. ${ownText(how_to_learn, 200)}`;
        return { text: words, refs: [shortRef("p", packet.id)], trust: "system" };
      }),
    ),
    ...packets.flatMap((packet) => Object.keys(packet.fields).flatMap((key) => fieldLine(tag, packet, key))),
  ];
}

const STATES: Record<RecommendationRow["state"], string> = {
  open: "open, waits for the founder",
  accepted: "accepted",
  dismissed: "dismissed by the founder",
  gone: "no longer held",
};
const OUTCOMES = {
  hit: "its number moved as expected",
  miss: "its number did not move",
  unmeasurable: "not measurable",
};

/** A recommendation of the night shift: the decision about it, when it may return, and what its number did. */
export function recommendationLine({ id, title, origin, state, reason, ...row }: RecommendationRow): ContextItem {
  const decided = row.decided === null || state === "open" ? "" : ` ${row.decided}`;
  const why = state === "dismissed" && reason ? ` (${ownText(reason, 120)})` : "";
  const returns = row.returns === null ? "" : `; not again before ${row.returns} unless something new happens`;
  const outcome = row.outcome === null ? "" : `; ${OUTCOMES[row.outcome]}`;
  return {
    text: `night of ${row.night}: ${ownText(title, 200)}: ${STATES[state]}${decided}${why}${returns}${outcome}`,
    refs: [shortRef("s", id)],
    trust: origin === "rule" ? "system" : "model",
  };
}
