import type { Client } from "pg";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getDb } from "@/lib/platform/db";
import { rebuildDailyStats } from "@/lib/metering/metrics/rebuild-daily-stats";
import type { Company } from "./company";
import { PEOPLE } from "./sample-events";

/** The same for every size, as the range of a dashboard is: only how much happened in it differs. */
const DAYS = 90;
const CAMPAIGNS = 20;
/** A model call for so many events: research and writing of a mail. */
const EVENTS_PER_CALL = 5;
const CHUNK = 250_000;

/** Fills a company with events of the last three months and the model calls behind them; answers the seconds it took. */
export async function seedEvents(admin: Client, company: Company, events: number): Promise<number> {
  const began = performance.now();
  await admin.query("set synchronous_commit = off");
  await admin.query(
    `insert into campaigns (workspace_id, campaign_group_id, name, status)
     select $1, $2, 'Campaign ' || n, 'active' from generate_series(2, $3::int) n`,
    [company.workspaceId, company.groupId, CAMPAIGNS],
  );
  for (let from = 0; from < events; from += CHUNK)
    await insertEvents(admin, company, { from, to: Math.min(from + CHUNK, events) });
  await insertCalls(admin, company, events / EVENTS_PER_CALL);
  const ctx: WorkspaceCtx = {
    requestId: "bench",
    db: getDb(),
    now: () => new Date(),
    workspaceId: company.workspaceId,
    actor: { type: "job", job: "bench" },
  };
  // The sums as the product itself makes them of what is stored.
  await rebuildDailyStats(ctx);
  return (performance.now() - began) / 1000;
}

const MOMENT = `now() - make_interval(secs => (n::bigint * 7919 % (${DAYS} * 86400))::int)`;

async function insertEvents(
  admin: Client,
  { workspaceId, groupId }: Company,
  { from, to }: { from: number; to: number },
) {
  await admin.query(
    `with people as (select array_agg(id order by id) as ids, array_agg(email order by id) as emails from contacts where workspace_id = $1),
     named as (select array_agg(id order by id) as ids from campaigns where workspace_id = $1)
     insert into email_events (workspace_id, contact_id, contact_email, event_type, idempotency_key, event_key, campaign_id,
       campaign_group_id, step, provider, provider_message_id, event_ts, subject)
     select $1, people.ids[1 + n % ${PEOPLE}], people.emails[1 + n % ${PEOPLE}],
       (array['sent', 'sent', 'sent', 'sent', 'delivered', 'delivered', 'delivered', 'opened', 'clicked', 'replied'])[1 + n / 7 % 10],
       'seed-' || n, '["smtp","seed-' || n || '"]', named.ids[1 + n / 3 % ${CAMPAIGNS}], $2, 1 + n % 3, 'smtp', 'seed-' || n,
       ${MOMENT}, 'A question about your rockets'
     from generate_series($3::int, $4::int - 1) n, people, named`,
    [workspaceId, groupId, from, to],
  );
}

async function insertCalls(admin: Client, { workspaceId, groupId }: Company, calls: number): Promise<void> {
  await admin.query(
    `with named as (select array_agg(id order by id) as ids from campaigns where workspace_id = $1)
     insert into llm_usage (workspace_id, provider, model, tokens_in, tokens_out, cost_usd, campaign_id, campaign_group_id, created_at)
     select $1, 'anthropic', (array['claude-haiku', 'claude-sonnet', 'claude-opus'])[1 + n % 3], 1200, 300, 0.0012,
       named.ids[1 + n / 3 % ${CAMPAIGNS}], $2, ${MOMENT}
     from generate_series(0, $3::int - 1) n, named`,
    [workspaceId, groupId, calls],
  );
}
