import { sql } from "kysely";
import { z } from "zod";
import { CampaignStatus, DeployedTemplate } from "@/lib/outreach/campaigns/schemas";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";

const CampaignRow = z.object({
  id: z.uuid(),
  name: z.string(),
  status: CampaignStatus,
  mail_provider: z.enum(["smtp", "gmail"]),
  workflows: z.array(DeployedTemplate),
  last_sent_at: z.string().nullable(),
});
type CampaignRow = z.infer<typeof CampaignRow>;

/** Every campaign that is not deleted, with its last email; all of one statement, so that they are of one moment. */
export async function selectCampaignFacts(tx: TxCtx): Promise<CampaignRow[]> {
  const rows = await tx.db
    .selectFrom("campaigns")
    .select(["id", "name", "status", "mail_provider", "workflows"])
    .select(
      sql<string | null>`(
        select mail.sent_at from genesis.sequence_emails mail
        where mail.workspace_id = campaigns.workspace_id and mail.campaign_id = campaigns.id and mail.sent_at is not null
        order by mail.sent_at desc limit 1)`.as("last_sent_at"),
    )
    .where("workspace_id", "=", tx.workspaceId)
    .where("deleted_at", "is", null)
    .execute();
  return rows.map((row) => CampaignRow.parse(row));
}

export async function findStanding(tx: TxCtx): Promise<{ frozen: boolean; held: boolean }> {
  const row = await tx.db
    .selectFrom("workspaces")
    .select(["status", "workflows_held"])
    .where("id", "=", tx.workspaceId)
    .executeTakeFirstOrThrow();
  return { frozen: row.status === "frozen", held: row.workflows_held };
}

/** The machine that the workspace runs on, by its name in the fleet; null before it has one. */
export async function findMachine(tx: TxCtx): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.ignition_state")
    .select("droplet_id")
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return row?.droplet_id ?? null;
}

export type Launched = { workspaceId: string; survey: boolean };

/** Past RLS: every launched workspace, or those of one machine; one of each n8n looks at the whole of it. */
export async function selectLaunched(tx: ServiceTx, machine?: string): Promise<Launched[]> {
  const rows = await tx.db
    .selectFrom("genesis.ignition_state")
    .$if(machine !== undefined, (query) => query.where("droplet_id", "=", machine ?? ""))
    .select("workspace_id")
    .select(sql<boolean>`row_number() over (partition by sidecar_url order by workspace_id) = 1`.as("survey"))
    .where("status", "=", "active")
    .orderBy("workspace_id")
    .execute();
  return rows.map(({ workspace_id, survey }) => ({ workspaceId: workspace_id, survey }));
}
