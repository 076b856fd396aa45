import { randomUUID } from "node:crypto";
import { recordOutcome } from "@/lib/outreach/sequence/record-outcome";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import type { TestWorld } from "../../factories/test-world";
import type { Sender } from "./sequence/engine-world";

/** The sender's workspace sends by an account of the founder's: with a pace, unlike the built-in test mailbox. */
export async function useRealAccount({ admin }: TestWorld, { company }: Sender): Promise<void> {
  const { workspaceId } = company;
  const credentialId = randomUUID();
  await admin.query(
    `insert into genesis.credential_store (id, workspace_id, type, name, data_encrypted, masked)
     values ($1, $2, 'smtp', 'Mail account', 'sealed', '{"preview": "mail.example · ada"}')`,
    [credentialId, workspaceId],
  );
  await admin.query(
    "insert into genesis.email_provider_config (workspace_id, provider, credential_id) values ($1, 'smtp', $2)",
    [workspaceId, credentialId],
  );
}

/** A founder's settings of the account, as SQL. */
export async function setPacing({ admin }: TestWorld, { company }: Sender, columns: string): Promise<void> {
  await admin.query(
    "insert into genesis.mailbox_pacing (workspace_id) values ($1) on conflict (workspace_id, mailbox) do nothing",
    [company.workspaceId],
  );
  await admin.query(`update genesis.mailbox_pacing set ${columns} where workspace_id = $1 and mailbox = 1`, [
    company.workspaceId,
  ]);
}

/** Lets time pass for the workspace's emails: everything that happened to them is so many milliseconds longer ago. */
export async function passTime({ admin }: TestWorld, { company }: Sender, ms: number): Promise<void> {
  await admin.query(
    `update genesis.sequence_emails set claimed_at = claimed_at - $2 * interval '1 millisecond',
       confirmed_at = confirmed_at - $2 * interval '1 millisecond', sent_at = sent_at - $2 * interval '1 millisecond'
     where workspace_id = $1`,
    [company.workspaceId, ms],
  );
}

/** Claims the email that is due, confirms it and reports it as sent. */
export async function sendNext(sender: Sender, step = 1): Promise<string> {
  const { claim_id: claimId, to } = await sender.claimOne(step);
  await confirmClaim(sender.engine, { claimId });
  await recordOutcome(sender.engine, { claimId, status: "sent" });
  return to;
}
