import { randomBytes, randomUUID } from "node:crypto";
import { campaignIn } from "../../factories/campaigns";
import type { Company, TestWorld } from "../../factories/test-world";

export const BRAND = {
  company_name: "Bright & Söhne",
  website: "https://example.com",
  description: "We paint ships.",
  services: ["Hulls", "Decks"],
  sender_name: "Ada Bright",
  sender_email: "ada@example.com",
  postal_address: "Dock Street 1\n20095 Hamburg\nGermany",
  calendly_link_1: null,
  calendly_link_2: null,
  audience: null,
  problem: null,
  proof: null,
  offer: null,
  tone: null,
  language: "en" as const,
};

export const SCHEDULE = {
  region: null,
  size: null,
  time_zone: "Europe/Berlin",
  send_window: { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
  daily_limit: 50,
};

export type Person = { campaignId: string; leadId: string; email: string };

/** A lead in an active campaign with drafts of all three steps. */
export async function draftedPerson(world: TestWorld, company: Company, campaignId?: string): Promise<Person> {
  const { workspaceId } = company;
  const campaign = campaignId ?? (await campaignIn(world, company, "active")).campaignId;
  const [leadId, email] = [randomUUID(), `jo.${randomBytes(4).toString("hex")}@example.org`];
  await world.admin.query("insert into genesis.leads (workspace_id, id, email) values ($1, $2, $3)", [
    workspaceId,
    leadId,
    email,
  ]);
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source)
     select $1, $2, $3, step, $4, 'Hello', 'Text', 'offline planner' from generate_series(1, 3) step`,
    [workspaceId, campaign, leadId, email],
  );
  return { campaignId: campaign, leadId, email };
}

/** Claims one step by hand: `minutesAgo` back, in `status`. */
export async function claimed(
  world: TestWorld,
  { leadId, step, status, minutesAgo }: { leadId: string; step: number; status: string; minutesAgo: number },
): Promise<{ claimId: string; messageId: string }> {
  const claimId = randomUUID();
  const messageId = `<${claimId}@example.com>`;
  await world.admin.query(
    `update genesis.sequence_emails set status = $3, claim_id = $4, message_id = $5, attempts = attempts + 1,
            claimed_at = now() - make_interval(mins => $6)
     where lead_id = $1 and step = $2`,
    [leadId, step, status, claimId, messageId, minutesAgo],
  );
  return { claimId, messageId };
}

export async function unsubscribeToken(world: TestWorld, company: Company, person: Person): Promise<string> {
  const { rows } = await world.admin.query<{ token: string }>(
    "select token from unsubscribe_tokens where workspace_id = $1 and campaign_id = $2 and lead_id = $3",
    [company.workspaceId, person.campaignId, person.leadId],
  );
  return rows[0]?.token ?? "";
}

export async function stepsOf(world: TestWorld, leadId: string): Promise<string[]> {
  const { rows } = await world.admin.query<{ status: string }>(
    "select status from genesis.sequence_emails where lead_id = $1 order by step",
    [leadId],
  );
  return rows.map(({ status }) => status);
}

export async function leadStatus(world: TestWorld, leadId: string): Promise<string | undefined> {
  const { rows } = await world.admin.query<{ status: string }>("select status from genesis.leads where id = $1", [
    leadId,
  ]);
  return rows[0]?.status;
}

export async function isMailable(world: TestWorld, leadId: string): Promise<boolean> {
  const { rows } = await world.admin.query("select from private.mailable_leads where id = $1", [leadId]);
  return rows.length > 0;
}

/** Runs while nothing can be written to the ledger. */
export const withoutLedger = <T>(world: TestWorld, run: () => Promise<T>): Promise<T> =>
  withoutRight(world, "insert on project_events", run);

/** Runs while the application lacks one right in the database. */
export async function withoutRight<T>({ admin }: TestWorld, right: string, run: () => Promise<T>): Promise<T> {
  await admin.query(`revoke ${right} from tenant_role`);
  return run().finally(() => admin.query(`grant ${right} to tenant_role`));
}
