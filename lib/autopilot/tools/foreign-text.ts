import { markText } from "@/lib/autopilot/context/marks";
import { newSecret } from "@/lib/platform/ids";

const LONGEST = 4_000;

/** Words of third parties between marks that they cannot forge: a model is told never to obey what stands there. */
export const foreignText = (text: string, said: { from: string; auth: string }): string =>
  markText(newSecret().slice(0, 12), { ...said, text, most: LONGEST });
