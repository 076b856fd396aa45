import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestWorld, type Company, type TestWorld } from "../factories/test-world";
import { anEvent, webhookOf } from "../lib/metering/events/event-factory";
import { draftedPerson, isMailable, stepsOf } from "../lib/outreach/email-world";
import { recordEvents } from "@/lib/metering/events/record-events";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

async function migrate(): Promise<void> {
  for (const file of ["20261129140000_backfill_suppressions", "20261129140100_backfill_contacts"]) {
    const sql = await readFile(`supabase/migrations/${file}.sql`, "utf8");
    await world.admin.query(`begin; ${sql}; commit`);
  }
}

test("an opt-out that was stored with invisible characters stops its lead, and its events join the person's", async () => {
  const { leadId, email } = await draftedPerson(world, company);
  const untouched = await draftedPerson(world, company);
  const dirty = `\u200b${email.slice(0, 3)}\u00ad${email.slice(3)}\ufeff`;
  await recordEvents(webhookOf(company), [
    anEvent({ contact_email: email }),
    anEvent({ contact_email: dirty, event_type: "opt_out" }),
  ]);
  expect(await isMailable(world, leadId)).toBe(true);

  await migrate();
  await migrate();
  expect(await isMailable(world, leadId)).toBe(false);
  expect(await stepsOf(world, leadId)).toEqual(["cancelled", "cancelled", "cancelled"]);
  expect(await isMailable(world, untouched.leadId)).toBe(true);
  const { rows } = await world.admin.query(
    `select l.status, (select array_agg(s.email || ' ' || s.reason) from suppressions s where s.workspace_id = $1) as listed,
       (select array_agg(distinct e.contact_email) from email_events e join contacts c on c.id = e.contact_id
        where e.workspace_id = $1 and c.email = e.contact_email) as heard,
       (select count(*)::int from contacts c where c.workspace_id = $1) as contacts
     from genesis.leads l where l.id = $2`,
    [company.workspaceId, leadId],
  );
  expect(rows).toEqual([{ status: "opted_out", listed: [`${email} opt_out`], heard: [email], contacts: 1 }]);
});
