import { randomBytes, randomUUID } from "node:crypto";
import type { ClaimAnswer, ClaimedEmail } from "@/lib/contracts/engine";
import { WEBHOOK_PERMISSIONS } from "@/lib/foundation/credentials/authenticate-webhook";
import { claimDueEmails } from "@/lib/outreach/sequence/claim-due-emails";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { approveDrafts } from "../../../factories/approve-drafts";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { BRAND } from "../email-world";

export const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" };

/** A company that may mail at any hour, with one active campaign whose steps follow without a delay. */
export type Sender = {
  company: Company;
  campaignId: string;
  /** The context of a workflow with the workspace's webhook token. */
  engine: WorkspaceCtx;
  /** A lead with drafts of all three steps, approved by the owner. */
  drafted(email?: string): Promise<{ leadId: string; email: string }>;
  /** The same, waiting for approval. */
  written(email?: string): Promise<{ leadId: string; email: string }>;
  claim(step?: number, more?: { limit?: number; confirms?: boolean }): Promise<ClaimAnswer>;
  /** The one email that is due. */
  claimOne(step?: number): Promise<ClaimedEmail>;
  emails(
    step?: number,
  ): Promise<{ lead_id: string; status: string; attempts: number; outcome_detail: string | null }[]>;
};
export type EngineWorld = TestWorld & { sender(): Promise<Sender> };

export async function createEngineWorld(environment: Record<string, string> = {}): Promise<EngineWorld> {
  const world = await createTestWorld(environment);
  return { ...world, sender: async () => senderOf(world, await world.company()) };
}

export async function senderOf(world: TestWorld, company: Company): Promise<Sender> {
  const { admin } = world;
  const { workspaceId, owner } = company;
  await admin.query(
    "insert into genesis.infrastructure_config (workspace_id, time_zone, send_window, daily_limit) values ($1, 'UTC', $2, 1000)",
    [workspaceId, ALWAYS],
  );
  await admin.query(
    `insert into genesis.brand_profiles (workspace_id, company_name, sender_name, sender_email, postal_address)
     values ($1, $2, $3, $4, $5)`,
    [workspaceId, BRAND.company_name, BRAND.sender_name, BRAND.sender_email, BRAND.postal_address],
  );
  const { campaignId } = await campaignIn(world, company, "active");
  await admin.query("update campaigns set step_delays_days = '{0,0,0}' where id = $1", [campaignId]);
  const actor = { type: "webhook", tokenId: randomUUID(), permissions: WEBHOOK_PERMISSIONS } as const;
  const engine: WorkspaceCtx = { ...owner, actor };
  const claim: Sender["claim"] = (step = 1, more = {}) =>
    claimDueEmails(engine, { campaign_id: campaignId, step, limit: 10, confirms: true, ...more });
  const written: Sender["written"] = (email) => draft(world, { workspaceId, campaignId, email });
  return {
    company,
    campaignId,
    engine,
    claim,
    claimOne: async (step) => {
      const [first] = (await claim(step)).claims;
      if (!first) throw new Error("no email is due");
      return first;
    },
    written,
    drafted: async (email) => {
      const person = await written(email);
      await approveDrafts(owner, campaignId);
      return person;
    },
    emails: async (step = 1) => {
      const { rows } = await admin.query<{
        lead_id: string;
        status: string;
        attempts: number;
        outcome_detail: string | null;
      }>(
        `select lead_id, status, attempts, outcome_detail from genesis.sequence_emails
         where campaign_id = $1 and step = $2 order by drafted_at, lead_id`,
        [campaignId, step],
      );
      return rows;
    },
  };
}

async function draft(
  { admin }: TestWorld,
  { workspaceId, campaignId, email }: { workspaceId: string; campaignId: string; email?: string },
): Promise<{ leadId: string; email: string }> {
  const person = { leadId: randomUUID(), email: email ?? `${randomBytes(5).toString("hex")}@example.org` };
  await admin.query(
    "insert into genesis.leads (workspace_id, id, email, first_name, last_name) values ($1, $2, $3, 'Ann', 'Lee')",
    [workspaceId, person.leadId, person.email],
  );
  await admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, drafted_at)
     select $1, $2, $3, step, $4, 'Subject ' || step, 'Body ' || step, 'offline planner', now() - interval '1 minute'
     from generate_series(1, 3) step`,
    [workspaceId, campaignId, person.leadId, person.email],
  );
  return person;
}
