import { afterAll, beforeAll, expect, test } from "vitest";
import { getLastSent } from "@/lib/outreach/sequence/get-last-sent";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

test("the newest of a campaign's sent emails counts; one without any has none", async () => {
  const { campaignId } = await campaignIn(world, company, "active");
  const other = await campaignIn(world, company, "active");
  await world.admin.query(
    `insert into genesis.sequence_emails (workspace_id, campaign_id, lead_id, step, to_email, subject, body, draft_source, status, sent_at)
     select $1, $2, gen_random_uuid(), 1, day || '@example.com', 's', 'b', 'x', 'sent', ('2026-01-0' || day)::timestamptz
     from generate_series(1, 3) day`,
    [company.workspaceId, campaignId],
  );
  expect(new Date((await getLastSent(company.owner, { campaignId })) ?? "").toISOString()).toBe(
    "2026-01-03T00:00:00.000Z",
  );
  expect(await getLastSent(company.owner, other)).toBeNull();
  expect(await getLastSent(company.stranger, { campaignId })).toBeNull();
});
