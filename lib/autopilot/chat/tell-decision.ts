import type { z } from "zod";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { requireApproval } from "@/lib/company/approvals/require-approval";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { oneLine } from "@/lib/platform/text";
import { withTransaction } from "@/lib/platform/transaction";
import type { TellDecision } from "./jobs";
import { insertSystemMessage } from "./store";

type Told = z.infer<typeof TellDecision.payload>;

const SENTENCES: Record<Told["what"], (title: string) => string> = {
  denied: (title) => `You denied “${title}”. Nothing is done.`,
  undone: (title) => `You took “${title}” back before it was carried out.`,
  revised: (title) => `You asked for another version of “${title}”.`,
  executed: (title) => `“${title}” was carried out. An independent check follows.`,
  failed: (title) => `“${title}” failed.`,
  unknown: (title) => `It is not known whether “${title}” happened.`,
  expired: (title) => `“${title}” expired without a decision. Nothing is done.`,
};

/** Tells the chat, once, what became of a proposal that was made there; of any other proposal it says nothing. */
export async function tellDecision(ctx: WorkspaceCtx, { approvalId, version, what, words }: Told): Promise<void> {
  requirePermission(ctx, "projects.write");
  // No event: the line of the decision is the fact.
  await withTransaction(ctx, async (tx) => {
    const { origin, project_id: projectId, title, note } = await requireApproval(tx, approvalId);
    if (origin !== "chat") return;
    const reason = what === "denied" || what === "revised" ? note : words;
    const text = `${SENTENCES[what](oneLine(title))}${reason ? ` ${oneLine(reason).slice(0, 500)}` : ""}`;
    const payload = { kind: "decision", approval_id: approvalId, version, what };
    await insertSystemMessage(tx, { projectId, sourceKey: `approval:${approvalId}:${version}:${what}`, text, payload });
  });
}
