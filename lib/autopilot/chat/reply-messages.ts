import type { ModelMessage } from "@/lib/autopilot/models/schemas";
import { shortRef } from "@/lib/autopilot/context/short-ref";
import type { ContextTurn } from "@/lib/autopilot/context/schemas";

export type Turn = { id: string; role: "user" | "assistant"; text: string };

/** Turns that the model gets as its own; earlier ones stand in the context, shortened. */
const WHOLE_TURNS = 8;

/**
 * The talk as a model gets it: it begins and ends with the founder, and the two take turns. Mirrored mail is in neither part: a stranger
 * never speaks as the founder.
 */
export function splitTalk(turns: readonly Turn[]): { messages: ModelMessage[]; earlier: ContextTurn[] } {
  const recent = turns.slice(-WHOLE_TURNS);
  const first = recent.findIndex(({ role }) => role === "user");
  const whole = first < 0 ? [] : recent.slice(first);
  const messages = whole.reduce<ModelMessage[]>((said, { role, text }) => {
    const last = said.at(-1);
    if (last?.role !== role) return [...said, { role, content: text }];
    return [...said.slice(0, -1), { role, content: `${last.content}\n\n${text}` }];
  }, []);
  const earlier = turns
    .slice(0, turns.length - whole.length)
    .map(({ id, role, text }) => ({ role, text, ref: shortRef("h", id) }));
  return { messages, earlier };
}
