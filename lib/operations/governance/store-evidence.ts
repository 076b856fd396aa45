import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { Proof } from "./schemas";

/** A mail sent a moment before the freeze may have reached its server after it. */
const GRACE_SECONDS = 60;
const MAX_HANDED_OVER = 1000;

/** Waits, five seconds at most, until no transaction from before the freeze is under way. Past RLS: it belongs to no row. */
export async function drainWorkspace(tx: ServiceTx, workspaceId: string): Promise<void> {
  await sql`select set_config('lock_timeout', '5s', true)`.execute(tx.db);
  await sql`select private.drain_workspace(${workspaceId})`.execute(tx.db);
}

export async function findLastEvent(tx: TxCtx): Promise<Proof["last_accepted_event"]> {
  const row = await tx.db
    .selectFrom("email_events")
    .select(["id", "event_type", "contact_email", "event_ts", "created_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("created_at", "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Mails handed to the sender whose outcome is not known, and those that went out as the freeze came; newest first. */
export async function selectHandedOver(tx: TxCtx, frozenAt: string): Promise<Proof["not_recallable"]> {
  const since = sql<string>`${frozenAt}::timestamptz - make_interval(secs => ${GRACE_SECONDS})`;
  const at = sql<string | null>`coalesce(sent_at, claimed_at)`;
  return tx.db
    .selectFrom("genesis.sequence_emails")
    .select(["message_id", "to_email", "subject", "campaign_id", "step", "status"])
    .select(at.as("at"))
    .where("workspace_id", "=", tx.workspaceId)
    .where(({ or, and, eb }) =>
      or([eb("status", "in", ["claimed", "unknown"]), and([eb("status", "=", "sent"), eb("sent_at", ">=", since)])]),
    )
    .orderBy(at, "desc")
    .limit(MAX_HANDED_OVER)
    .execute();
}

/** The ids of the workspace's workflows in the engine that our rows hold, of the launch and of every campaign. */
export async function selectKnownWorkflows(tx: TxCtx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select deployed.value ->> 'workflowId' as id from genesis.ignition_state, jsonb_each(workflow_ids) as deployed
    where workspace_id = ${tx.workspaceId}
    union
    select deployed ->> 'workflow_id' from public.campaigns, jsonb_array_elements(workflows) as deployed
    where workspace_id = ${tx.workspaceId} and deployed ->> 'workflow_id' is not null`.execute(tx.db);
  return rows.map(({ id }) => id);
}

type Stopped = Pick<Proof, "queued_approvals" | "executing_approvals" | "sandbox_runs" | "instance">;

/** The company's own actions that a freeze keeps from being carried out, its sandbox runs, and its machine; in one statement. */
export async function selectStopped(tx: TxCtx): Promise<Stopped> {
  const { rows } = await sql<Stopped>`
    select
      (select count(*)::int from public.approvals
       where workspace_id = ${tx.workspaceId} and state in ('pending', 'revised', 'approved', 'queued')) as queued_approvals,
      (select count(*)::int from public.approvals
       where workspace_id = ${tx.workspaceId} and state = 'executing') as executing_approvals,
      (select count(*)::int from genesis.sandbox_test_runs
       where workspace_id = ${tx.workspaceId} and status in ('pending', 'running')) as sandbox_runs,
      (select max(droplet_id) from genesis.ignition_state where workspace_id = ${tx.workspaceId}) as instance`.execute(
    tx.db,
  );
  const [row] = rows;
  return row ?? { queued_approvals: 0, executing_approvals: 0, sandbox_runs: 0, instance: null };
}

export async function countHeldJobs(tx: TxCtx): Promise<number> {
  const row = await tx.db
    .selectFrom("held_jobs")
    .select(({ fn }) => fn.countAll<number>().as("held"))
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirstOrThrow();
  return row.held;
}
