import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";
import type { StoredStep } from "./check-sequence";
import type { VariantResult } from "./schemas";
import type { Part } from "./variables";

export type SequenceRow = {
  revision: number;
  steps: StoredStep[];
  delays: number[];
  signature: string;
  updated_by: string | null;
  updated_at: string;
};

/** Null: not a campaign of this workspace. */
export async function callSequence(tx: TxCtx, campaignId: string): Promise<SequenceRow | null> {
  const { rows } = await sql<SequenceRow>`
    select revision, steps, delays, signature, updated_by, updated_at
    from genesis.read_sequence(${tx.workspaceId}::uuid, ${campaignId}::uuid)`.execute(tx.db);
  return rows[0] ?? null;
}

/** Of a campaign that is not there yet. */
export async function callFirstSequence(tx: TxCtx): Promise<Pick<SequenceRow, "steps" | "signature">> {
  const { rows } = await sql<Pick<SequenceRow, "steps" | "signature">>`
    select steps, signature from genesis.first_sequence(${tx.workspaceId}::uuid)`.execute(tx.db);
  const [first] = rows;
  if (!first) throw new Error("genesis.first_sequence answers one row");
  return first;
}

type Saved = { revision: number; voided: number; rewritten: number };
type Save = {
  campaignId: string;
  revision: number;
  steps: readonly StoredStep[];
  delays: readonly number[];
  signature: string;
  signatureParts: readonly Part[];
  updatedBy: string;
  unsubscribeUrl: string;
};

/** Null: another revision by now. */
export async function callSaveSequence(tx: TxCtx, save: Save): Promise<Saved | null> {
  const { rows } = await sql<Saved>`
    select revision, voided, rewritten
    from genesis.save_sequence(${tx.workspaceId}::uuid, ${save.campaignId}::uuid, ${save.revision}::int,
      ${JSON.stringify(save.steps)}::jsonb, ${save.delays}::int[], ${save.signature}, ${JSON.stringify(save.signatureParts)}::jsonb,
      ${save.updatedBy}, ${save.unsubscribeUrl})`.execute(tx.db);
  return rows[0] ?? null;
}

export async function lockSequenceRow(tx: TxCtx, campaignId: string): Promise<void> {
  await tx.db
    .selectFrom("genesis.sequences")
    .select("revision")
    .where("workspace_id", "=", tx.workspaceId)
    .where("campaign_id", "=", campaignId)
    .forUpdate()
    .execute();
}

/** The names of the extra columns that leads were imported with, as variables are named. */
export async function callImportedVariables(tx: TxCtx): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from genesis.imported_variables(${tx.workspaceId}::uuid) as name`.execute(tx.db);
  return rows.map(({ name }) => name);
}

export async function callVariantResults(
  tx: TxCtx,
  campaignId: string,
): Promise<Omit<VariantResult, "reply_percent">[]> {
  const { rows } = await sql<Omit<VariantResult, "reply_percent">>`
    select step, variant, sent, replied, opted_out, bounced
    from genesis.variant_results(${tx.workspaceId}::uuid, ${campaignId}::uuid)`.execute(tx.db);
  return rows;
}

export type PreviewRow = {
  lead_id: string;
  to: string;
  to_name: string | null;
  from: string;
  from_name: string;
  reply_to: string;
  subject: string;
  text: string;
  html: string;
  missing: string[];
};
type Preview = {
  campaignId: string | null;
  leadId: string | null;
  step: number;
  variant: number;
  steps: readonly StoredStep[];
  signatureParts: readonly Part[];
  unsubscribeUrl: string;
};

/** Null: no such lead, no lead at all, or no sender yet. */
export async function callPreviewEmail(tx: TxCtx, preview: Preview): Promise<PreviewRow | null> {
  const { rows } = await sql<PreviewRow>`
    select lead_id, to_email as "to", to_name, from_email as "from", from_name, reply_to, subject, text_body as text,
      html_body as html, missing
    from genesis.preview_email(${tx.workspaceId}::uuid, ${preview.campaignId}::uuid, ${preview.leadId}::uuid,
      ${JSON.stringify(preview.steps)}::jsonb, ${JSON.stringify(preview.signatureParts)}::jsonb, ${preview.step}::int,
      ${preview.variant}::int, ${preview.unsubscribeUrl})`.execute(tx.db);
  return rows[0] ?? null;
}

export type TestPerson = Record<"first_name" | "last_name" | "company" | "title" | "website", string>;

/** The same for a person who is no lead and never becomes one. */
export async function callPreviewForTestPerson(
  tx: TxCtx,
  preview: Omit<Preview, "leadId" | "variant"> & { testPerson: TestPerson },
): Promise<PreviewRow | null> {
  const { rows } = await sql<PreviewRow>`
    select lead_id, to_email as "to", to_name, from_email as "from", from_name, reply_to, subject, text_body as text,
      html_body as html, missing
    from genesis.preview_for_test_person(${tx.workspaceId}::uuid, ${preview.campaignId}::uuid, ${JSON.stringify(preview.testPerson)}::jsonb,
      ${JSON.stringify(preview.steps)}::jsonb, ${JSON.stringify(preview.signatureParts)}::jsonb, ${preview.step}::int,
      ${preview.unsubscribeUrl})`.execute(tx.db);
  return rows[0] ?? null;
}
