import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { explainLead } from "@/lib/outreach/campaigns/explain-lead";
import { addMailbox } from "@/lib/outreach/mailbox/add-mailbox";
import { listMailboxes } from "@/lib/outreach/mailbox/list-mailboxes";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { movePeople } from "@/lib/outreach/sequence/move-people";
import { claimForOthers } from "@/lib/outreach/sequence/claim-for-others";
import { sendOwnClaim } from "@/lib/outreach/sequence/send-own-claim";
import { removeMailbox } from "@/lib/outreach/sequence/remove-mailbox";
import { withTransaction } from "@/lib/platform/transaction";
import { jobCtx } from "../../../factories/test-world";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { withoutLedger } from "../email-world";
import { mailboxesOn, mailboxOf, people, sendOthers, serverOn } from "../mailbox-world";
import { passTime, setPacing } from "../paced-world";
import { createEngineWorld, type EngineWorld, type Sender } from "./engine-world";

let world: EngineWorld;
let mail: RecipientServer;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse: new Set() });
});
beforeEach(async () => {
  sender = await world.sender();
});
afterAll(async () => {
  await mail.stop();
  await world.close();
});

const HOUR = 3_600_000;
/** Of six people of two mailboxes, those of the second; one of them got the first email. */
async function sixPeople(): Promise<{ second: number; others: string[]; written: string; unwritten: string[] }> {
  const [, second = 0] = await mailboxesOn(sender, mail.port, 2);
  const ids = await people(world, sender, 6);
  const chosen = await mailboxOf(world, ids);
  await sender.claim();
  await sendOthers(world, sender);
  const { rows } = await world.admin.query<{ lead_id: string }>(
    "select lead_id from genesis.sequence_emails where workspace_id = $1 and status = 'sent'",
    [sender.company.workspaceId],
  );
  const written = rows[0]?.lead_id ?? "";
  const of = ids.filter((_, index) => chosen[index] === second);
  const unwritten = of.filter((id) => id !== written);
  return { second, written, unwritten, others: ids.filter((id) => !of.includes(id)) };
}
const gatesOf = async (leadId: string): Promise<string[]> =>
  (await explainLead(sender.company.owner, { leadId })).data[0]?.gates.map(({ code }) => code) ?? [];
const statuses = async (leadId: string): Promise<string[]> => {
  const { rows } = await world.admin.query<{ status: string }>(
    "select status from genesis.sequence_emails where lead_id = $1 order by step",
    [leadId],
  );
  return rows.map(({ status }) => status);
};

test("people who were not written to get another mailbox, with their approvals void and counted; one in the middle waits", async () => {
  const { second, written, unwritten, others } = await sixPeople();
  const { owner, workspaceId } = sender.company;
  const address = (await listMailboxes(owner)).find(({ mailbox }) => mailbox === second)?.address;
  expect(await removeMailbox(owner, { mailbox: second })).toEqual({ moved: 2, waiting: 1, voided: 6 });

  expect(await mailboxOf(world, [...unwritten, ...others])).toEqual([1, 1, 1, 1, 1]);
  expect(await statuses(unwritten[0] ?? "")).toEqual(["drafted", "drafted", "drafted"]);
  expect(await statuses(others[0] ?? "")).not.toContain("drafted");
  expect(await mailboxOf(world, [written])).toEqual([second]);
  expect(await gatesOf(written)).toContain("mailbox.removed");
  expect((await explainLead(owner, { leadId: written })).message).toBe(
    `The mailbox ${address} was removed. Move its people to another mailbox in the settings.`,
  );
  await passTime(world, sender, 3 * HOUR);
  await setPacing(world, sender, "replies_read_since = now()");
  const step2 = await sender.claim(2);
  expect(step2.claims).toEqual([]);
  expect(step2.reasons).toContainEqual({ code: "mailbox.removed", count: 1 });
  const { rows } = await world.admin.query(
    "select from genesis.credential_store where workspace_id = $1 and name = $2",
    [workspaceId, `Mailbox ${second}`],
  );
  expect(rows).toEqual([]);
  expect((await world.ledger(workspaceId)).at(-1)?.message).toContain("6 approved emails wait for approval again");
});

test("people in the middle go on from the mailbox that the founder moves them to", async () => {
  const { second, written } = await sixPeople();
  const { owner } = sender.company;
  await expect(movePeople(owner, { mailbox: second, to: 1 })).rejects.toMatchObject({ code: "mailbox.in_use" });
  await removeMailbox(owner, { mailbox: second });
  await expect(movePeople(owner, { mailbox: second, to: second })).rejects.toMatchObject({ code: "mailbox.not_found" });
  expect(await movePeople(owner, { mailbox: second, to: 1 })).toEqual({ moved: 1, voided: 2 });
  expect(await mailboxOf(world, [written])).toEqual([1]);
  expect(await gatesOf(written)).not.toContain("mailbox.removed");
  expect((await listMailboxes(owner)).map(({ mailbox }) => mailbox)).toEqual([1]);
  expect(await movePeople(owner, { mailbox: second, to: 1 })).toEqual({ moved: 0, voided: 0 });
});

test("an email that was claimed and not confirmed is given back, and not sent from the mailbox that is gone", async () => {
  const [, second = 0] = await mailboxesOn(sender, mail.port, 2);
  await people(world, sender, 4);
  await sender.claim();
  await removeMailbox(sender.company.owner, { mailbox: second });
  const before = mail.received.length;
  expect(await sendOthers(world, sender)).toBe(0);
  const { rows } = await world.admin.query<{ claim_id: string; lead_id: string }>(
    "select claim_id, lead_id from genesis.sequence_emails where workspace_id = $1 and claim_id is not null and status <> 'claimed'",
    [sender.company.workspaceId],
  );
  expect(rows).toHaveLength(1);
  await expect(confirmClaim(sender.engine, { claimId: rows[0]?.claim_id ?? "" })).rejects.toMatchObject({
    code: "claim.withdrawn",
  });
  expect(mail.received).toHaveLength(before);
  expect(await mailboxOf(world, [rows[0]?.lead_id ?? ""])).toEqual([1]);
});

test("an email of a removed mailbox is neither claimed nor sent by a job that comes late", async () => {
  const [, second = 0] = await mailboxesOn(sender, mail.port, 2);
  await people(world, sender, 2);
  const { owner, workspaceId } = sender.company;
  const before = mail.received.length;
  await sender.claim();
  const [job] = (await world.jobs(workspaceId)).filter(({ name }) => name === "sequence.send_claim");
  const { claimId } = job?.data as { claimId: string };
  await removeMailbox(owner, { mailbox: second });
  await sendOwnClaim(jobCtx(owner), { claimId });
  const asked = { campaignId: sender.campaignId, step: 1, unsubscribeUrl: "http://localhost/u" };
  await withTransaction(owner, (tx) => claimForOthers(tx, asked));
  expect(mail.received).toHaveLength(before);
  expect(await sendOthers(world, sender)).toBe(0);
});

test("a number is not given again, the first mailbox stays, and only a member may decide, with the ledger", async () => {
  const [, second = 0] = await mailboxesOn(sender, mail.port, 2);
  const { owner, viewer } = sender.company;
  await expect(removeMailbox(owner, { mailbox: 1 })).rejects.toMatchObject({ code: "mailbox.first" });
  await expect(removeMailbox(viewer, { mailbox: second })).rejects.toMatchObject({ code: "permission.missing" });
  await expect(withoutLedger(world, () => removeMailbox(owner, { mailbox: second }))).rejects.toThrow();
  expect(await listMailboxes(owner)).toHaveLength(2);
  const stranger = (await world.sender()).company.owner;
  await expect(removeMailbox(stranger, { mailbox: second })).rejects.toMatchObject({ code: "mailbox.not_found" });
  await removeMailbox(owner, { mailbox: second });
  await expect(removeMailbox(owner, { mailbox: second })).rejects.toMatchObject({ code: "mailbox.not_found" });
  const again = {
    sender_name: "Grace",
    sender_email: "grace@example.com",
    daily_limit: 10,
    account: serverOn(mail.port),
  };
  expect((await addMailbox(owner, again)).mailbox).toBe(second + 1);
});
