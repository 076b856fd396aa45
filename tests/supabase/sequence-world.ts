import { randomUUID } from "node:crypto";
import { Pool, type QueryResultRow } from "pg";
import { createLeadsPartition } from "@/lib/outreach/leads/create-leads-partition";
import type { LeadsWorld, Workspace } from "../lib/outreach/leads/leads-world";

export type Claim = {
  claim_id: string;
  lead_id: string;
  to_email: string;
  subject: string;
  text_body: string;
  html_body: string;
  message_id: string;
  list_unsubscribe: string;
  list_unsubscribe_post: string;
  to_name: string;
  from_email: string;
  from_name: string;
};

export type Mail = { status: string; attempts: number; claim_id: string | null; outcome_detail: string | null };
export const UNSUBSCRIBE = "https://app.example/u";
const ALWAYS = { days: [1, 2, 3, 4, 5, 6, 7], from: "00:00", to: "24:00" };

/** A launched workspace with one running campaign; its statements run as `tenant_role` in it, as the application's do. */
export class Engine {
  private constructor(
    readonly world: LeadsWorld,
    readonly workspace: Workspace,
    readonly campaignId: string,
    private readonly pool: Pool,
  ) {}

  static async start(world: LeadsWorld, slug?: string): Promise<Engine> {
    const workspace = await world.workspace(slug);
    await createLeadsPartition(world.ctx(workspace));
    const pool = new Pool({ connectionString: world.url, max: 20, idleTimeoutMillis: 500 });
    await world.admin.query(
      `insert into genesis.infrastructure_config (workspace_id, time_zone, send_window, daily_limit) values ($1, 'UTC', $2, 100)`,
      [workspace.id, ALWAYS],
    );
    await world.admin.query(
      `insert into genesis.brand_profiles (workspace_id, company_name, sender_name, sender_email, postal_address)
       values ($1, 'Tom & <b>Co', 'Tom', 'tom@sender.example', '1 "Main" St')`,
      [workspace.id],
    );
    const campaignId = await insertCampaign(world, workspace, "First");
    return new Engine(world, workspace, campaignId, pool);
  }

  stop(): Promise<void> {
    return this.pool.end();
  }

  /** As `tenant_role` in this workspace. */
  async query<R extends QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
    const session = await this.pool.connect();
    try {
      await session.query("begin");
      await session.query(
        "select set_config('role', 'tenant_role', true), set_config('app.current_workspace_id', $1, true)",
        [this.workspace.id],
      );
      const { rows } = await session.query<R>(text, values);
      await session.query("commit");
      return rows;
    } catch (error) {
      await session.query("rollback");
      throw error;
    } finally {
      session.release();
    }
  }

  /** Behind RLS, as the superuser. */
  async admin<R extends QueryResultRow>(text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.world.admin.query<R>(text, values)).rows;
  }

  async lead(email: string, more: { first_name?: string; status?: string } = {}): Promise<string> {
    const id = randomUUID();
    await this.admin(
      "insert into genesis.leads (workspace_id, id, email, first_name, last_name, status) values ($1, $2, $3, $4, 'Lee', $5)",
      [this.workspace.id, id, email, more.first_name ?? "Ann", more.status ?? "active"],
    );
    return id;
  }

  /** A lead with approved drafts of steps 1 to 3. */
  async drafted(email: string, campaignId = this.campaignId): Promise<string> {
    const id = await this.lead(email);
    await this.draft(id, campaignId);
    return id;
  }

  /** Drafts of steps 1 to 3, read and approved; answers how many were saved. */
  async draft(leadId: string, campaignId = this.campaignId): Promise<number | undefined> {
    const saved = await this.save(leadId, campaignId);
    await this.approve(campaignId);
    return saved;
  }

  async approve(campaignId = this.campaignId): Promise<void> {
    await this.query(
      `select genesis.decide_drafts($1, $2, 'approved',
         (select jsonb_agg(jsonb_build_object('id', e.id, 'hash', private.email_hash(e, $3)))
          from genesis.sequence_emails e where e.campaign_id = $2 and e.status = 'drafted'), 'founder', $3, now())`,
      [this.workspace.id, campaignId, UNSUBSCRIBE],
    );
  }

  async save(leadId: string, campaignId = this.campaignId): Promise<number | undefined> {
    const drafts = [1, 2, 3].map((step) => ({ step, subject: `Subject ${step}`, body: `Body ${step} <for> you` }));
    const [row] = await this.query<{ save_drafts: number }>(
      "select genesis.save_drafts($1, $2, $3, $4, 'offline planner')",
      [this.workspace.id, campaignId, leadId, JSON.stringify(drafts)],
    );
    return row?.save_drafts;
  }

  claim(step = 1, options: { limit?: number; campaignId?: string; workspaceId?: string } = {}): Promise<Claim[]> {
    const { limit = 100, campaignId = this.campaignId, workspaceId = this.workspace.id } = options;
    return this.query<Claim>("select * from genesis.claim_due_emails($1, $2, $3, $4, false, $5)", [
      workspaceId,
      campaignId,
      step,
      limit,
      UNSUBSCRIBE,
    ]);
  }

  /** Undefined: not a claim of this workspace. */
  async record(
    claimId: string | undefined,
    outcome: string | null,
    detail: string | null = null,
  ): Promise<boolean | undefined> {
    const [row] = await this.query<{ recorded: boolean }>(
      "select recorded from genesis.record_outcome($1, $2, $3, 'provider-id', $4)",
      [this.workspace.id, claimId, outcome, detail],
    );
    return row?.recorded;
  }

  async send(step = 1): Promise<number> {
    const claims = await this.claim(step);
    for (const { claim_id } of claims) await this.record(claim_id, "sent");
    return claims.length;
  }

  async mail(leadId: string, step = 1): Promise<Mail | undefined> {
    const [row] = await this.admin<Mail>(
      "select status, attempts, claim_id, outcome_detail from genesis.sequence_emails where lead_id = $1 and step = $2",
      [leadId, step],
    );
    return row;
  }

  async configure(changes: { send_window?: object; time_zone?: string; daily_limit?: number }): Promise<void> {
    for (const [column, value] of Object.entries(changes)) {
      await this.admin(`update genesis.infrastructure_config set ${column} = $2 where workspace_id = $1`, [
        this.workspace.id,
        value,
      ]);
    }
  }

  campaign(name: string): Promise<string> {
    return insertCampaign(this.world, this.workspace, name);
  }
}

async function insertCampaign({ admin }: LeadsWorld, workspace: Workspace, name: string): Promise<string> {
  const [groupId, id] = [randomUUID(), randomUUID()];
  await admin.query("insert into campaign_groups (id, workspace_id, name) values ($1, $2, $3)", [
    groupId,
    workspace.id,
    name,
  ]);
  await admin.query(
    `insert into campaigns (id, workspace_id, campaign_group_id, name, status, step_delays_days)
     values ($1, $2, $3, $4, 'active', '{0,3,4}')`,
    [id, workspace.id, groupId, name],
  );
  return id;
}
