import type { z } from "zod";
import { AskByEmail } from "@/lib/company/approvals/jobs";
import { listApprovals } from "@/lib/company/approvals/list-approvals";
import { createTask } from "@/lib/company/tasks/create-task";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import { listMemberAddresses } from "@/lib/foundation/members/list-member-addresses";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { spellAddress } from "@/lib/platform/email-address";
import { enqueue } from "@/lib/platform/queue";
import { withReadTransaction, withTransaction } from "@/lib/platform/transaction";
import { isGoAhead } from "./is-go-ahead";
import type { FollowOwner } from "./jobs";
import { selectWordsOf } from "./store-inbound";
import { titleOfEmail } from "./title-of-email";

/** Fewer characters than that are a courtesy. */
const MIN_TASK = 15;
const MOST_LINKS = 3;
/** A “yes” may come from a machine that does not say so: it is answered three times within a day. */
const MOST_ANSWERS = 3;
const DAY_MS = 86_400_000;

/**
 * Follows an email of a member whose address was verified. Words never decide: a “yes” is answered with the links that do, for what waits
 * for this member, at most three times within a day; anything longer becomes a task that is proposed, once for each email. A member who may write no tasks proposes none.
 */
export async function followOwner(ctx: WorkspaceCtx, mail: z.infer<typeof FollowOwner.payload>): Promise<void> {
  requirePermission(ctx, "tasks.write");
  const { projectId, sender, subject, text, messageId } = mail;
  const member = (await listMemberAddresses(ctx)).find(({ email }) => email === spellAddress(sender));
  if (!member) return;
  if (isGoAhead(text)) return sendLinks(ctx, { projectId, userId: member.user_id, messageId, sender });
  const title = titleOfEmail(subject, text);
  if (text.trim().length < MIN_TASK || title === null || !ROLE_PERMISSIONS[member.role].has("tasks.write")) return;
  const permissions = new Set(["tasks.write", "tasks.read", "projects.read"] as const);
  const agent: WorkspaceCtx = {
    ...ctx,
    actor: { type: "agent", agent: "chat", onBehalfOf: member.user_id, permissions },
  };
  const description = `${text.trim().slice(0, 5_000)}\n\nFrom an email of ${sender}.`;
  await createTask(agent, { projectId, taskId: messageId, title, description });
}

type Linking = { projectId: string; userId: string; messageId: string; sender: string };

async function sendLinks(ctx: WorkspaceCtx, { projectId, userId, messageId, sender }: Linking): Promise<void> {
  const since = new Date(ctx.now().getTime() - DAY_MS).toISOString();
  const words = await withReadTransaction(ctx, (tx) => selectWordsOf(tx, { projectId, sender, since }));
  if (words.filter(isGoAhead).length > MOST_ANSWERS) return;
  const { data } = await listApprovals(ctx, { projectId, tab: "needs_you", limit: 50 });
  const waiting = data.filter(({ state }) => state === "pending").slice(0, MOST_LINKS);
  // No event: the email that this answers has its line, and the proposals have theirs.
  await withTransaction(ctx, async (tx) => {
    for (const { id: approvalId, version } of waiting)
      await enqueue(tx, AskByEmail, { workspaceId: tx.workspaceId, approvalId, version, again: { userId, messageId } });
  });
}
