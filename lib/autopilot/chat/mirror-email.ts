import type { z } from "zod";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { oneLine } from "@/lib/platform/text";
import { withTransaction } from "@/lib/platform/transaction";
import type { MirrorEmail } from "./jobs";
import { insertSystemMessage } from "./store";

/**
 * Puts a received email into the history of the company's chat as a system message, exactly once. The sender's words stand in its payload as
 * untrusted text, and never count as words of the founder.
 */
export async function mirrorEmail(ctx: WorkspaceCtx, mail: z.infer<typeof MirrorEmail.payload>): Promise<void> {
  requirePermission(ctx, "projects.write");
  const { projectId, messageId, threadId, auth, evidence } = mail;
  const sender = oneLine(mail.sender).slice(0, 120);
  const text = `An email from “${sender}” arrived${auth === "pass" ? "" : "; its sender is not verified"}.`;
  const payload = {
    kind: "email",
    message_id: messageId,
    thread_id: threadId,
    sender,
    auth,
    evidence,
    untrusted_text: mail.text,
  };
  // No event: the line of the received email is the fact.
  await withTransaction(ctx, (tx) =>
    insertSystemMessage(tx, { projectId, sourceKey: `email:${messageId}`, text, payload }),
  );
}
