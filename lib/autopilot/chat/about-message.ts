import { z } from "zod";
import { foreignText } from "@/lib/autopilot/tools/foreign-text";
import type { StoredMessage } from "./store";

const Mail = z.object({ kind: z.literal("email"), sender: z.string(), auth: z.string(), untrusted_text: z.string() });

/** The message that the founder's words are about, for the model: whoever wrote it, it stands between marks. */
export function aboutMessage({ role, text, payload }: Pick<StoredMessage, "role" | "text" | "payload">): string {
  const mail = Mail.safeParse(payload).data;
  const quoted = mail
    ? foreignText(mail.untrusted_text, { from: mail.sender, auth: mail.auth })
    : foreignText(text, { from: role, auth: "own" });
  return `The founder's message is about this one: ${quoted}`;
}
