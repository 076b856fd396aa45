import { createCampaign } from "@/lib/outreach/campaigns/create-campaign";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { uploaded, PDF } from "../../../factories/assets";
import type { Company, TestWorld } from "../../../factories/test-world";

/** A company with a file, people, a campaign, a proposal and secrets; answers the secrets in plain words. */
export async function fillCompany(world: TestWorld, company: Company): Promise<string[]> {
  const { owner, workspaceId, projectId } = company;
  await uploaded(world, company, { name: "Offer.pdf", bytes: PDF, contentType: "application/pdf" });
  await createCampaign(owner, { name: "Spring", project_id: projectId });
  await world.admin.query(
    `insert into genesis.leads (workspace_id, email, first_name) select $1, 'lead' || n || '@customer.example', 'Zoë ' || n
     from generate_series(1, 450) n`,
    [workspaceId],
  );
  await world.admin.query(
    "insert into suppressions (workspace_id, email, reason, source) values ($1, 'never@customer.example', 'manual', 'x')",
    [workspaceId],
  );
  const payload = { to: ["lena@customer.example"], subject: "A call", text: "Hello Lena" };
  const wanted = { projectId, action_type: "email.send", payload } as Parameters<typeof proposeAction>[1];
  await proposeAction(owner, wanted);
  const { token } = await rotateWebhookToken(owner, { overlap_hours: 0 });
  const key = await createKey(owner, { name: "A script", scopes: ["leads.read"], expires_in_days: 1 });
  return [token, ...(JSON.stringify(key).match(/glk_\w{40,}/g) ?? [])];
}
