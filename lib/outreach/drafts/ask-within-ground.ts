import { checkDrafts } from "@/lib/outreach/research/check-drafts";
import type { Ground } from "@/lib/outreach/research/check-claims";
import { AppError } from "@/lib/platform/errors";

type Text = { subject: string; body: string };
type Asked = {
  ask: () => Promise<{ model: string; choices: readonly { message: { content: string } }[] }>;
  read: (content: string) => Text;
  ground: Ground;
};

/**
 * A model's email to one lead that states nothing about them but what is borne out: with a sentence that is not it is asked once again, and then kept
 * without it. 502 `draft.unusable_answer` when too little is left.
 */
export async function askWithinGround({ ask, read, ground }: Asked): Promise<Text & { model: string }> {
  let failure = "";
  for (const isLast of [false, true]) {
    const { model, choices } = await ask();
    const checked = checkDrafts([read(choices[0]?.message.content ?? "")], ground, { isLast });
    const [text] = "drafts" in checked ? checked.drafts : [];
    if (text) return { ...text, model };
    failure = "failure" in checked ? checked.failure : "";
  }
  throw new AppError("upstream", `${failure} Try again, or change the note.`, { code: "draft.unusable_answer" });
}
