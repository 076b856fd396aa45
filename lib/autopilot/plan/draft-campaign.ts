import { requirePermission } from "@/lib/foundation/access/require-permission";
import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { getSequence } from "@/lib/outreach/sequence/get-sequence";
import { saveSequence } from "@/lib/outreach/sequence/save-sequence";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withTransaction } from "@/lib/platform/transaction";
import { requirePacket } from "./require-packet";
import type { AcceptPacket, CampaignFromPlan, Fields, PacketRef } from "./schemas";

/**
 * Puts the audience and the emails of a distribution packet into a new campaign in draft, which sends nothing until it is activated. 422
 * `packet.no_emails` without a first email, 409 `packet.stale`.
 */
export async function draftCampaign(ctx: WorkspaceCtx, ref: PacketRef & AcceptPacket): Promise<CampaignFromPlan> {
  requirePermission(ctx, "plan.write");
  // No event: createCampaign and saveSequence append theirs.
  return withTransaction(ctx, async (tx) => {
    const { fields, version } = await requirePacket(tx, ref);
    const subject = textOf(fields, "emails.subject");
    const bodies = [textOf(fields, "emails.first"), textOf(fields, "emails.second")].filter(Boolean);
    if (subject === "" || bodies.length === 0) {
      throw new AppError("impossible", "This packet has no first email with a subject. Write both, then try again.", {
        code: "packet.no_emails",
      });
    }
    const tags = fields["icp.tags"]?.value;
    const { id, name } = await createCampaign(tx, {
      name: `Plan, distribution ${version}`,
      project_id: ref.projectId,
      audience: {
        list_ids: [],
        tags: Array.isArray(tags) ? tags.map((tag) => tag.slice(0, 50)) : [],
        company: textOf(fields, "icp.company") || null,
        not_contacted_days: null,
      },
    });
    const { revision, steps } = await getSequence(tx, { campaignId: id });
    const delayOf = (index: number): number => Math.max(steps[index]?.delay_days ?? 3, index === 0 ? 0 : 1);
    await saveSequence(tx, {
      campaignId: id,
      revision,
      steps: bodies.map((body, index) => ({
        mode: "exact",
        subject: index === 0 ? subject : "",
        body,
        instructions: "",
        delay_days: delayOf(index),
        same_thread: true,
        variants: [],
      })),
    });
    return { id, name };
  });
}

const textOf = (fields: Fields, key: string): string => {
  const value = fields[key]?.value;
  return typeof value === "string" ? value : "";
};
