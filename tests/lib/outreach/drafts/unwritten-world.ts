import { randomUUID } from "node:crypto";
import { DraftsReport } from "@/lib/contracts/engine";
import { saveDrafts } from "@/lib/outreach/sequence/save-drafts";
import type { EngineWorld, Sender } from "../sequence/engine-world";

/** A lead that the model answered for three times without usable emails. */
export async function givenUp({ admin }: EngineWorld, { company, campaignId, engine }: Sender): Promise<string> {
  const leadId = randomUUID();
  await admin.query(
    "insert into genesis.leads (workspace_id, id, email, first_name, last_name) values ($1, $2, $3, 'Ann', 'Lee')",
    [company.workspaceId, leadId, `${leadId}@example.org`],
  );
  const failure = "The model left out email 3.";
  const report = DraftsReport.parse({ campaign_id: campaignId, lead_id: leadId, failure });
  for (const _ of [1, 2, 3]) await saveDrafts(engine, report);
  return leadId;
}
