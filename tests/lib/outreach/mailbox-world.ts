import { randomUUID } from "node:crypto";
import { saveDrafts } from "@/lib/outreach/sequence/save-drafts";
import { sendOwnClaim } from "@/lib/outreach/sequence/send-own-claim";
import { addMailbox } from "@/lib/outreach/mailbox/add-mailbox";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { approveDrafts } from "../../factories/approve-drafts";
import { jobCtx } from "../../factories/test-world";
import type { EngineWorld, Sender } from "./sequence/engine-world";

export const serverOn = (port: number, user = "ada") => ({
  type: "smtp" as const,
  use_test_mailbox: false as const,
  data: { host: "127.0.0.1", port, secure: false, encryption: "none" as const, user, password: "x" },
});

/** The sender's workspace sends from so many mailboxes, all on one server; answers their numbers. */
export async function mailboxesOn(sender: Sender, port: number, count: number): Promise<number[]> {
  await saveMailAccount(sender.company.owner, serverOn(port));
  const numbers = [1];
  for (let more = 2; more <= count; more += 1) numbers.push(await anotherOn(sender, port));
  return numbers;
}

export async function anotherOn({ company }: Sender, port: number, daily_limit = 50): Promise<number> {
  const name = randomUUID().slice(0, 8);
  const { mailbox } = await addMailbox(company.owner, {
    sender_name: `Grace ${name}`,
    sender_email: `grace.${name}@example.com`,
    daily_limit,
    account: serverOn(port, name),
  });
  return mailbox;
}

/** New leads with drafts that a workflow reports, approved by the owner. */
export async function people(world: EngineWorld, sender: Sender, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  for (const id of ids) await person(world, sender, id);
  await approveDrafts(sender.company.owner, sender.campaignId);
  return ids;
}

export async function person({ admin }: EngineWorld, sender: Sender, leadId: string): Promise<void> {
  await admin.query("insert into genesis.leads (workspace_id, id, email) values ($1, $2, $3)", [
    sender.company.workspaceId,
    leadId,
    `${leadId.slice(0, 8)}@${leadId.slice(9, 13)}.example`,
  ]);
  await draftsOf(sender, sender.campaignId, leadId);
}

export async function draftsOf({ engine }: Sender, campaignId: string, leadId: string): Promise<void> {
  const drafts = [1, 2, 3].map((step) => ({ step, subject: `Subject ${step}`, body: `Body ${step}` }));
  await saveDrafts(engine, { campaign_id: campaignId, lead_id: leadId, drafts, source: "offline planner" });
}

/** The mailbox that each of these people is written to from. */
export async function mailboxOf({ admin }: EngineWorld, leadIds: readonly string[]): Promise<number[]> {
  const { rows } = await admin.query<{ id: string; mailbox: number }>(
    "select id, mailbox from genesis.leads where id = any ($1)",
    [leadIds],
  );
  return leadIds.map((id) => rows.find((row) => row.id === id)?.mailbox ?? 0);
}

/** Does the jobs that send what was claimed for the other mailboxes; answers how many there were. */
export async function sendOthers(world: EngineWorld, { company }: Sender): Promise<number> {
  const { rows } = await world.admin.query<{ claim_id: string }>(
    "select claim_id from genesis.sequence_emails where workspace_id = $1 and status = 'claimed' and mailbox > 1",
    [company.workspaceId],
  );
  const jobs = (await world.jobs(company.workspaceId)).filter(({ name }) => name === "sequence.send_claim");
  const known = new Set(jobs.map(({ data }) => (data as { claimId: string }).claimId));
  for (const { claim_id: claimId } of rows)
    if (known.has(claimId)) await sendOwnClaim(jobCtx(company.owner), { claimId });
  return rows.length;
}
