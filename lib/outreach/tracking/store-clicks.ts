import { sql } from "kysely";
import { z } from "zod";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import type { Machine } from "./schemas";

/** More requests for the links of one email, or for its picture, than any reader makes are not kept. */
const MOST_PER_EMAIL = 50;

const SentAs = z.object({ text: z.string() }).nullable();

/** Past RLS: the claim in a link says which workspace it belongs to. `text` is null once the person was erased. */
export async function findSentEmail(
  tx: ServiceTx,
  claimId: string,
): Promise<{ workspaceId: string; text: string | null; claimedAt: Date } | null> {
  const row = await tx.db
    .selectFrom("genesis.sequence_emails")
    .select(["workspace_id", "sent_as", "claimed_at"])
    .where("claim_id", "=", claimId)
    .executeTakeFirst();
  if (!row || row.claimed_at === null) return null;
  return {
    workspaceId: row.workspace_id,
    text: SentAs.parse(row.sent_as)?.text ?? null,
    claimedAt: new Date(row.claimed_at),
  };
}

type NewClick = { claimId: string; link: number | null; visitor: string; machine: Machine | null };

/** False: so many of this email are kept already; those for its picture are counted apart. */
export async function insertClick(tx: TxCtx, { claimId, link, visitor, machine }: NewClick): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into genesis.link_clicks (workspace_id, claim_id, link, at, visitor, machine)
    select ${tx.workspaceId}, ${claimId}, ${link}::smallint, ${tx.now().toISOString()}, ${visitor}, ${machine}
    where (select count(*) from genesis.link_clicks c where c.workspace_id = ${tx.workspaceId} and c.claim_id = ${claimId}
        and (c.link is null) = ${link === null})
      < ${MOST_PER_EMAIL}`.execute(tx.db);
  return numAffectedRows === 1n;
}

type ClickedEmail = {
  claimId: string;
  email: string;
  campaignId: string;
  step: number;
  text: string | null;
  deliveredAt: Date;
};
type KeptClick = {
  id: string;
  claimId: string;
  link: number | null;
  at: Date;
  visitor: string | null;
  machine: string | null;
  isReported: boolean;
};

/** The emails with clicks from before a moment that were not reported, and every click of theirs. */
export async function selectUnreported(
  tx: TxCtx,
  { before, limit }: { before: Date; limit: number },
): Promise<{ emails: ClickedEmail[]; clicks: KeptClick[] }> {
  const due = await tx.db
    .selectFrom("genesis.link_clicks")
    .select("claim_id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("reported_at", "is", null)
    .where("at", "<=", before.toISOString())
    .orderBy("at")
    .limit(limit)
    .execute();
  const claims = [...new Set(due.map(({ claim_id }) => claim_id))];
  if (claims.length === 0) return { emails: [], clicks: [] };
  const emails = await tx.db
    .selectFrom("genesis.sequence_emails")
    .select(["claim_id", "to_email", "campaign_id", "step", "sent_as", "sent_at", "claimed_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("claim_id", "in", claims)
    .execute();
  const clicks = await tx.db
    .selectFrom("genesis.link_clicks")
    .select(["id", "claim_id", "link", "at", "visitor", "machine", "reported_at"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("claim_id", "in", claims)
    .orderBy("at")
    .execute();
  return {
    emails: emails.map((row): ClickedEmail => ({
      claimId: row.claim_id ?? "",
      email: row.to_email,
      campaignId: row.campaign_id,
      step: row.step,
      text: SentAs.parse(row.sent_as)?.text ?? null,
      deliveredAt: new Date(row.sent_at ?? row.claimed_at ?? 0),
    })),
    clicks: clicks.map(({ claim_id, at, reported_at, ...click }): KeptClick => ({
      ...click,
      claimId: claim_id,
      at: new Date(at),
      isReported: reported_at !== null,
    })),
  };
}

/** Ends the judgement of clicks; which hosts they came from is forgotten. */
export async function setReported(tx: TxCtx, judged: readonly { id: string; machine: string | null }[]): Promise<void> {
  await sql`
    update genesis.link_clicks c set reported_at = ${tx.now().toISOString()}, machine = judged.machine, visitor = null
    from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as judged (id uuid, machine text)
    where c.workspace_id = ${tx.workspaceId} and c.id = judged.id and c.reported_at is null`.execute(tx.db);
}

/** The newest click that waits to be judged; null: none does. */
export async function findUnreported(tx: TxCtx): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.link_clicks")
    .select("id")
    .where("workspace_id", "=", tx.workspaceId)
    .where("reported_at", "is", null)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
