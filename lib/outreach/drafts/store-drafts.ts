import { sql } from "kysely";
import { isAfterRow } from "@/lib/platform/keyset";
import type { TxCtx } from "@/lib/platform/transaction";
import { unsubscribeUrl } from "@/lib/outreach/sequence/unsubscribe-url";
import type { Draft, ListDraftsQuery } from "./schemas";

type SentAs = Pick<
  Draft,
  "to" | "to_name" | "from" | "from_name" | "reply_to" | "subject" | "text" | "html" | "headers"
>;
type Row = Omit<Draft, "headers"> & {
  list_unsubscribe: string | null;
  list_unsubscribe_post: string | null;
  thread_ids: string[];
  sent_as: SentAs | null;
  signature: string | null;
};

function toDraft({ list_unsubscribe, list_unsubscribe_post, thread_ids, sent_as, signature, ...draft }: Row): Draft {
  const thread = {
    ...(thread_ids.length > 0 && { "In-Reply-To": thread_ids.at(-1) ?? "", References: thread_ids.join(" ") }),
  };
  if (sent_as) return { ...draft, ...sent_as };
  if (draft.as_sent === "unknown") {
    const text = [draft.body, signature].filter((part) => part !== null).join("\n\n");
    return { ...draft, from: null, from_name: null, reply_to: null, text, html: null, headers: thread };
  }
  return {
    ...draft,
    headers: {
      ...thread,
      ...(list_unsubscribe !== null && { "List-Unsubscribe": list_unsubscribe }),
      ...(list_unsubscribe_post !== null && { "List-Unsubscribe-Post": list_unsubscribe_post }),
    },
  };
}

/** By step, then by recipient, after the draft the last page ended with. */
export async function selectDraftIds(
  tx: TxCtx,
  { campaignId, step, status, cursor, limit }: ListDraftsQuery & { campaignId: string },
): Promise<string[]> {
  let rows = tx.db
    .selectFrom("genesis.sequence_emails")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("campaign_id", "=", campaignId);
  if (step !== undefined) rows = rows.where("step", "=", step);
  if (status !== undefined) rows = rows.where("status", "=", status);
  if (cursor !== undefined) {
    const { workspaceId } = tx;
    rows = rows.where(
      isAfterRow({ table: "genesis.sequence_emails", workspaceId, order: ["step", "to_email", "id"], cursor }),
    );
  }
  const found = await rows.orderBy("step").orderBy("to_email").orderBy("id").limit(limit).execute();
  return found.map(({ id }) => id);
}

/** Each as its recipient would get it now, and one that left as it left, by step, then by recipient. An approval of other bytes shows as void, also before a claim finds it so. */
export async function callRenderedEmails(tx: TxCtx, ids: readonly string[]): Promise<Draft[]> {
  const { rows } = await sql<Row>`
    select e.id, e.campaign_id, e.lead_id, e.step, e.holes || coalesce(r.missing, '{}') as holes, e.version, e.draft_source as source,
      e.to_email as "to", l.company, coalesce(r.body, e.body) as body, e.variant, e.same_thread, private.thread_ids(e) as thread_ids,
      case when e.status = 'approved' and e.approved_hash is distinct from r.hash then 'drafted' else e.status end as status,
      e.status in ('drafted', 'approved') and e.approved_hash is not null and (e.status = 'drafted' or e.approved_hash is distinct from r.hash)
        as approval_void,
      r.to_name, r.from_email as "from", r.from_name, r.reply_to, coalesce(r.subject, e.subject) as subject, r.text_body as text,
      r.html_body as html, r.list_unsubscribe, r.list_unsubscribe_post, e.drafted_at, e.decided_at, e.signature,
      case when away.is_so then e.claimed_hash else r.hash end as hash, case when away.is_so then e.sent_as end as sent_as,
      case when e.sent_as is not null and away.is_so then 'kept' when away.is_so and e.status <> 'claimed' then 'unknown' end as as_sent
    from genesis.sequence_emails e
    cross join lateral (select e.status in ('claimed', 'sent', 'bounced', 'unknown', 'failed') as is_so) away
    left join genesis.leads l on l.workspace_id = e.workspace_id and l.id = e.lead_id
    left join private.rendered_emails(${tx.workspaceId}::uuid, ${ids}::uuid[], ${unsubscribeUrl()}) r on r.id = e.id
    where e.workspace_id = ${tx.workspaceId} and e.id = any (${ids}::uuid[])
    order by e.step, e.to_email, e.id`.execute(tx.db);
  return rows.map(toDraft);
}

export type DecidedRow = {
  id: string;
  result: "done" | "not_found" | "not_waiting" | "changed" | "incomplete";
  hash: string | null;
};
type Decision = {
  campaignId: string;
  decision: string;
  items: readonly { id: string; hash: string }[];
  decidedBy: string;
};

export async function callDecideDrafts(
  tx: TxCtx,
  { campaignId, decision, items, decidedBy }: Decision,
): Promise<DecidedRow[]> {
  const { rows } = await sql<DecidedRow>`
    select id, result, hash from genesis.decide_drafts(${tx.workspaceId}::uuid, ${campaignId}::uuid, ${decision},
      ${JSON.stringify(items)}::jsonb, ${decidedBy}, ${unsubscribeUrl()}, ${tx.now().toISOString()}::timestamptz)`.execute(
    tx.db,
  );
  return rows;
}

export type EditedRow = { campaignId: string; step: number; toEmail: string; reviewAgain: boolean };
type Edit = { id: string; version: number; subject: string; body: string; holes: string[]; editedBy: string };

/** Null: the draft is another version by now, on its way, or not here. */
export async function callEditDraft(tx: TxCtx, edit: Edit): Promise<EditedRow | null> {
  const { rows } = await sql<EditedRow>`
    select campaign_id as "campaignId", step, to_email as "toEmail", review_again as "reviewAgain"
    from genesis.edit_draft(${tx.workspaceId}::uuid, ${edit.id}::uuid, ${edit.version}::int, ${edit.subject}, ${edit.body},
      ${edit.holes}::text[], ${edit.editedBy})`.execute(tx.db);
  return rows[0] ?? null;
}

/** An edit with another author: null as for {@link callEditDraft}. */
export async function callRewriteDraft(tx: TxCtx, edit: Edit & { source: string }): Promise<EditedRow | null> {
  const { rows } = await sql<EditedRow>`
    select campaign_id as "campaignId", step, to_email as "toEmail", review_again as "reviewAgain"
    from genesis.rewrite_draft(${tx.workspaceId}::uuid, ${edit.id}::uuid, ${edit.version}::int, ${edit.subject}, ${edit.body},
      ${edit.holes}::text[], ${edit.editedBy}, ${edit.source})`.execute(tx.db);
  return rows[0] ?? null;
}

/** All emails to the recipient of a draft in its campaign. */
export async function selectSequenceIds(
  tx: TxCtx,
  { campaign_id, lead_id }: Pick<Draft, "campaign_id" | "lead_id">,
): Promise<string[]> {
  const found = await tx.db
    .selectFrom("genesis.sequence_emails")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("campaign_id", "=", campaign_id)
    .where("lead_id", "=", lead_id)
    .execute();
  return found.map(({ id }) => id);
}

export async function callVoidLeadApprovals(tx: TxCtx, leadIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select genesis.void_lead_approvals(${tx.workspaceId}::uuid, ${leadIds}::uuid[], ${unsubscribeUrl()}) as count`.execute(
    tx.db,
  );
  return rows[0]?.count ?? 0;
}

export async function callVoidChangedApprovals(tx: TxCtx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select genesis.void_changed_approvals(${tx.workspaceId}::uuid, ${unsubscribeUrl()}) as count`.execute(tx.db);
  return rows[0]?.count ?? 0;
}
