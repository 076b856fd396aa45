import { cleanText } from "@/lib/autopilot/wording/clean-text";
import { shortMac } from "@/lib/foundation/vault/short-mac";

/** Whole characters, and how much of the text that is. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const shown = text
    .slice(0, most)
    .toWellFormed()
    .replace(/\uFFFD$/, "");
  return `${shown} … ${most.toLocaleString("en-US")} of ${text.length.toLocaleString("en-US")} characters`;
}

/** Unguessable without the installation's key, and the same for everything that is assembled in one hour. */
export const markTag = (projectId: string, at: string): string =>
  shortMac({ audience: "context-mark", text: `${projectId}:${at}` }).slice(0, 12);

export type Foreign = { from: string; auth: string; text: string; most: number };

/** The words of others between marks, which alone say that they are not ours. */
export function markText(tag: string, { from, auth, text, most }: Foreign): string {
  const attribute = (value: string): string => value.replace(/[^\w.@+-]/g, "").slice(0, 80) || "unknown";
  const begin = `⟦u:${tag} from=${attribute(from)} auth=${attribute(auth)}⟧`;
  return `${begin} ${cut(cleanText(text), most)} ⟦/u:${tag}⟧`;
}

/** The founder's own words, cut where they are too long. */
export const ownText = (text: string, most: number): string => cut(cleanText(text), most);
