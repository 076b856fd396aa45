import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";

export type SequenceProgress = {
  campaign_id: string;
  step: number;
  drafted: number;
  approved: number;
  rejected: number;
  claimed: number;
  sent: number;
  bounced: number;
  unknown: number;
  failed: number;
  cancelled: number;
};

const countOf = (status: string) => sql<number>`count(*) filter (where status = ${status})`;

export async function countSequenceEmails(tx: TxCtx, campaignIds: string[]): Promise<SequenceProgress[]> {
  if (campaignIds.length === 0) return [];
  return tx.db
    .selectFrom("genesis.sequence_emails")
    .select([
      "campaign_id",
      "step",
      countOf("drafted").as("drafted"),
      countOf("approved").as("approved"),
      countOf("rejected").as("rejected"),
      countOf("claimed").as("claimed"),
      countOf("sent").as("sent"),
      countOf("bounced").as("bounced"),
      countOf("unknown").as("unknown"),
      countOf("failed").as("failed"),
      countOf("cancelled").as("cancelled"),
    ])
    .where("workspace_id", "=", tx.workspaceId)
    .where("campaign_id", "in", campaignIds)
    .groupBy(["campaign_id", "step"])
    .orderBy("step")
    .execute();
}
