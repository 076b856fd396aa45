import { randomUUID } from "node:crypto";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { NewEvent } from "@/lib/metering/events/schemas";
import type { Company, TestWorld } from "../../../factories/test-world";

export const anEvent = (more: Partial<NewEvent> = {}): NewEvent => ({
  contact_email: "ada@example.com",
  event_type: "sent",
  idempotency_key: randomUUID(),
  ...more,
});

/** The holder of the workspace's webhook token. */
export const webhookOf = ({ owner }: Company, tokenId: string = randomUUID()): WorkspaceCtx => ({
  ...owner,
  actor: { type: "webhook", tokenId, permissions: new Set(["ingestion.write"]) },
});

export async function addLead({ admin }: TestWorld, { workspaceId }: Company, email: string): Promise<string> {
  const { rows } = await admin.query<{ id: string }>(
    "insert into genesis.leads (workspace_id, email) values ($1, $2) returning id",
    [workspaceId, email],
  );
  return rows[0]?.id ?? "";
}

export async function setTimeZone({ admin }: TestWorld, { workspaceId }: Company, timeZone: string): Promise<void> {
  await admin.query(
    `insert into genesis.infrastructure_config (workspace_id, time_zone, send_window, daily_limit)
     values ($1, $2, '{"days":[1,2,3,4,5,6,7],"from":"00:00","to":"24:00"}', 1000)
     on conflict (workspace_id) do update set time_zone = excluded.time_zone`,
    [workspaceId, timeZone],
  );
}

/** How many rows of each table a workspace's events left behind. */
export async function traces({ admin }: TestWorld, { workspaceId }: Company): Promise<Record<string, number>> {
  const { rows } = await admin.query<Record<string, number>>(
    `select (select count(*)::int from email_events where workspace_id = $1) as events,
            (select count(*)::int from contacts where workspace_id = $1) as contacts,
            (select count(*)::int from emails where workspace_id = $1) as emails,
            (select count(*)::int from notifications where workspace_id = $1) as notifications,
            (select count(*)::int from suppressions where workspace_id = $1) as suppressions,
            (select coalesce(sum(sends + replies + opt_outs + bounces + complaints + opens + clicks + deliveries), 0)::int
               from daily_stats where workspace_id = $1) as counted,
            (select count(*)::int from project_events where workspace_id = $1 and event_type like 'email.%') as lines`,
    [workspaceId],
  );
  return rows[0] ?? {};
}
