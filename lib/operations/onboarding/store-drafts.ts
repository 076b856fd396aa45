import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import { SaveOnboardingDraft, type OnboardingDraft } from "./schemas";

type Row = Pick<SaveOnboardingDraft, "part" | "read" | "typed"> & { revision: string; updated_at: string };

/** The members of an object in the order of the schema, which forms compare them in; jsonb has an order of its own. */
const inOrder = (row: Row): Row => ({ ...row, ...SaveOnboardingDraft.safeParse(row).data, revision: row.revision });

/** The drafts of one member, by part. */
export async function selectDrafts(tx: TxCtx, userId: string): Promise<OnboardingDraft[]> {
  const { rows } = await sql<Row>`
    select part, revision, read, typed, updated_at from genesis.onboarding_drafts
    where workspace_id = ${tx.workspaceId} and user_id = ${userId} order by part`.execute(tx.db);
  return rows.map(inOrder);
}

/** Null: another revision than the given one is kept by now. */
export async function upsertDraft(
  tx: TxCtx,
  userId: string,
  { part, revision, read, typed }: SaveOnboardingDraft,
): Promise<OnboardingDraft | null> {
  const given = sql`${JSON.stringify(read)}::jsonb, ${JSON.stringify(typed)}::jsonb`;
  const { rows } = await (
    revision === null
      ? sql<Row>`
          insert into genesis.onboarding_drafts (workspace_id, user_id, part, read, typed)
          values (${tx.workspaceId}, ${userId}, ${part}, ${given})
          on conflict do nothing returning part, revision, read, typed, updated_at`
      : sql<Row>`
          update genesis.onboarding_drafts set (read, typed, revision) = row (${given}, gen_random_uuid())
          where workspace_id = ${tx.workspaceId} and user_id = ${userId} and part = ${part} and revision = ${revision}::uuid
          returning part, revision, read, typed, updated_at`
  ).execute(tx.db);
  return rows.map(inOrder)[0] ?? null;
}

/** Of one revision, or of whatever is kept. Answers whether there was one. */
export async function deleteDraft(
  tx: TxCtx,
  { userId, part, revision }: { userId: string; part: string; revision?: string },
): Promise<boolean> {
  let rows = tx.db
    .deleteFrom("genesis.onboarding_drafts")
    .where("workspace_id", "=", tx.workspaceId)
    .where("user_id", "=", userId)
    .where("part", "=", part);
  if (revision !== undefined) rows = rows.where("revision", "=", revision);
  return (await rows.executeTakeFirst()).numDeletedRows > 0n;
}
