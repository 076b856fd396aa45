import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { Gate } from "./schemas";

/** All that keeps a step of a campaign from being sent to anyone now, in order. */
export async function callCampaignGates(
  tx: TxCtx,
  { campaignId, step }: { campaignId: string; step: number },
): Promise<Pick<Gate, "code" | "until">[]> {
  const { rows } = await sql<Pick<Gate, "code" | "until">>`
    select code, until from genesis.campaign_gates(${tx.workspaceId}::uuid, ${campaignId}::uuid, ${step}::int)`.execute(
    tx.db,
  );
  return rows;
}

export type GateRow = {
  campaign_id: string;
  campaign: string;
  step: number;
  code: Gate["code"] | null;
  until: string | null;
  mailbox: string | null;
};

/** All that holds back the next email of each campaign to a person, in order; one row without a code where nothing does. */
export async function callWhyNot(tx: TxCtx, leadId: string): Promise<GateRow[]> {
  const { rows } = await sql<GateRow>`
    select campaign_id, campaign, step, code, until, mailbox
    from genesis.why_not(${tx.workspaceId}::uuid, ${leadId}::uuid)`.execute(tx.db);
  return rows;
}
