import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { postMessage } from "@/lib/autopilot/chat/post-message";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { createTask } from "@/lib/company/tasks/create-task";
import type { Place } from "@/lib/http/openapi/operation";
import { campaignIn } from "../../../factories/campaigns";
import { jobCtx } from "../../../factories/test-world";
import type { Staff } from "../../foundation/members/members-world";
import type { UnknownWorld } from "../../outreach/sequence/unknown-world";

type Stage = "pending" | "executed" | "failed" | "unknown";

/** A proposal to pause a campaign, brought to a state, and a task beside it. */
export const withProposal =
  (stage: Stage) =>
  async (world: UnknownWorld, staff: Staff): Promise<{ place: Partial<Place>; person?: Staff["founder"]["user"] }> => {
    const { owner, projectId } = staff;
    const { campaignId } = await campaignIn(world, staff, "active");
    const payload = { campaign_id: campaignId };
    const { id: approvalId } = await proposeAction(owner, { projectId, action_type: "campaign.pause", payload });
    const { id: taskId } = await createTask(owner, { projectId, title: "Sample", description: "" });
    const place = { approvalId, taskId, campaignId };
    if (stage === "pending") return { place };
    await decideApproval(owner, { approvalId, version: 1, decision: "approved", via: "app" });
    await executeApproval(jobCtx(owner), { approvalId, version: 1 });
    const [receipt] = (await listReceipts(owner, { projectId, limit: 1 })).data;
    if (stage !== "executed") {
      await world.admin.query("update approvals set state = $2 where id = $1", [approvalId, stage]);
      await world.admin.query("update action_executions set state = $2 where approval_id = $1", [approvalId, stage]);
    }
    return { place: { ...place, receiptId: receipt?.id ?? "" } };
  };

/** A message in the chat, and the reply to it. */
const withMessage = async (world: UnknownWorld, { owner, projectId }: Staff): Promise<{ place: Partial<Place> }> => {
  const { reply } = await postMessage(owner, { projectId, text: "Sample", client_id: "sample" });
  await world.admin.query("update project_chat_messages set status = 'complete', text = 'Sample' where id = $1", [
    reply.id,
  ]);
  return { place: { messageId: reply.id } };
};

/** The proposals that the examples of each operation need. */
export const PROPOSAL_PREPARATIONS = {
  "POST /api/projects/[projectId]/approvals": withProposal("pending"),
  "POST /api/projects/[projectId]/approvals/decide-batch": withProposal("pending"),
  "GET /api/approvals/[approvalId]": withProposal("pending"),
  "POST /api/approvals/[approvalId]/decide": withProposal("pending"),
  "POST /api/approvals/[approvalId]/retry": withProposal("failed"),
  "POST /api/approvals/[approvalId]/outcome": withProposal("unknown"),
  "POST /api/approvals/[approvalId]/undo": withProposal("executed"),
  "GET /api/approvals/[approvalId]/trace": withProposal("executed"),
  "GET /api/receipts/[receiptId]": withProposal("executed"),
  "POST /api/receipts/[receiptId]/recheck": withProposal("executed"),
  "GET /api/projects/[projectId]/chat": withMessage,
  "POST /api/projects/[projectId]/chat/[messageId]/retry": withMessage,
  "DELETE /api/projects/[projectId]/chat/[messageId]": withMessage,
  "GET /api/tasks/[taskId]": withProposal("pending"),
  "PATCH /api/tasks/[taskId]": withProposal("pending"),
};
