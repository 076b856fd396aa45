import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eraseLeads } from "@/lib/outreach/leads/erase-leads";
import { importLeads } from "@/lib/outreach/leads/import-leads";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { recordEvents } from "@/lib/metering/events/record-events";
import { confirmClaim } from "@/lib/outreach/sequence/confirm-claim";
import { confirmUnsubscribe } from "@/lib/outreach/sequence/confirm-unsubscribe";
import { stopLead } from "@/lib/outreach/suppressions/stop-lead";
import { withTransaction } from "@/lib/platform/transaction";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";
import { withoutLedger } from "../email-world";
import { csvFile } from "./csv-file";

let world: EngineWorld;
let sender: Sender;
beforeAll(async () => {
  world = await createEngineWorld();
  sender = await world.sender();
});
afterAll(() => world.close());

const erase = (leadId: string, doNotContact = false): Promise<{ erased: number }> =>
  eraseLeads(sender.company.owner, { leadIds: [leadId], doNotContact });

const importAgain = async (email: string): Promise<{ suppressed_for: string | null; status: string } | undefined> => {
  await importLeads(sender.company.owner, { file: csvFile(`email\n${email}\n`) });
  return (await listLeads(sender.company.owner, { q: email, limit: 10 })).data[0];
};

/** The tables, of all there are, with a row that holds the text. */
async function tablesThatName(text: string): Promise<string[]> {
  const { rows } = await world.admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'genesis') and c.relkind = 'r' order by 1`,
  );
  const naming: string[] = [];
  for (const { name } of rows) {
    const found = await world.admin.query(`select from ${name} r where strpos(lower(r::text), $1) > 0 limit 1`, [text]);
    if (found.rows.length > 0) naming.push(name);
  }
  return naming;
}

test("no table names the person any more, numbers stay, and the ledger says only how many", async () => {
  const { leadId, email } = await sender.drafted();
  await recordEvents(sender.company.job, [
    { contact_email: email, event_type: "sent", idempotency_key: `${email}:1`, subject: "Hi", body: `Hi ${email}` },
    { contact_email: email, event_type: "replied", idempotency_key: randomUUID(), body: "Call me" },
  ]);
  const events = async (): Promise<unknown> =>
    (await world.admin.query("select count(*) from email_events where workspace_id = $1", [sender.company.workspaceId]))
      .rows;
  const before = await events();
  expect(await tablesThatName(email)).not.toEqual([]);
  expect(await erase(leadId)).toEqual({ erased: 1, voided_approvals: 0 });
  expect(await tablesThatName(email)).toEqual([]);
  expect(await events()).toEqual(before);
  expect((await world.ledger(sender.company.workspaceId)).at(-1)).toMatchObject({
    event_type: "leads.erased",
    message: "1 lead was erased.",
    data: { count: 1, doNotContact: false },
  });
});

test.each(["opt_out", "complained", "hard_bounce"] as const)(
  "after an erasure the same address comes back with what is known of it: %s",
  async (reason) => {
    const { leadId, email } = await sender.drafted();
    await withTransaction(sender.company.owner, (tx) => stopLead(tx, { email, status: null, reason }));
    await erase(leadId);
    expect(await importAgain(email)).toMatchObject({ suppressed_for: reason });
  },
);

test("a person without an opt-out may be imported again, unless the founder wants no contact", async () => {
  const [mistake, wish] = [await sender.drafted(), await sender.drafted()];
  await erase(mistake.leadId);
  await erase(wish.leadId, true);
  expect(await importAgain(mistake.email)).toMatchObject({ suppressed_for: null, status: "active" });
  expect(await importAgain(wish.email)).toMatchObject({ suppressed_for: "manual" });
});

test("an email that is claimed when its person is erased is never handed over", async () => {
  sender = await world.sender();
  const { leadId } = await sender.drafted();
  const { claim_id: claimId } = await sender.claimOne();
  await erase(leadId);
  await expect(confirmClaim(sender.engine, { claimId })).rejects.toMatchObject({ details: { reason: "lead.stopped" } });
});

test("the unsubscribe link of an erased person still works, and keeps the address out", async () => {
  sender = await world.sender();
  const { leadId, email } = await sender.drafted();
  await sender.claimOne();
  const { rows } = await world.admin.query<{ token: string }>(
    "select token from unsubscribe_tokens where lead_id = $1",
    [leadId],
  );
  await erase(leadId);
  expect(await confirmUnsubscribe(world.system(), rows[0]?.token ?? "")).toMatchObject({ unsubscribed: true });
  expect(await importAgain(email)).toMatchObject({ suppressed_for: "opt_out", status: "opted_out" });
});

test("a stranger erases nothing, a viewer may not, and nothing is erased when the ledger cannot be written", async () => {
  const { leadId, email } = await sender.drafted();
  const input = { leadIds: [leadId], doNotContact: false };
  expect(await eraseLeads(sender.company.stranger, input)).toEqual({ erased: 0, voided_approvals: 0 });
  await expect(eraseLeads(sender.company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(withoutLedger(world, () => erase(leadId))).rejects.toThrow();
  expect((await listLeads(sender.company.owner, { q: email, limit: 10 })).data).toHaveLength(1);
});
