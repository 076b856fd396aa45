import { afterAll, beforeAll, expect, test } from "vitest";
import { previewLaunch } from "@/lib/operations/onboarding/preview-launch";
import { countAudience } from "@/lib/outreach/campaigns/count-audience";
import { SaveAudience } from "@/lib/outreach/campaigns/schemas";
import { addSuppression } from "@/lib/outreach/suppressions/add-suppression";
import { withReadTransaction } from "@/lib/platform/transaction";
import { createIgnitionWorld, LEADS, type IgnitionWorld } from "../../../factories/ignition-world";

let world: IgnitionWorld;
beforeAll(async () => {
  world = await createIgnitionWorld();
});
afterAll(() => world.close());

test("says the sender, the people who may be emailed, the next opening of the window in its zone, and the limit", async () => {
  const company = await world.readyCompany();
  await addSuppression(company.owner, { email: LEADS[0] ?? "" });
  await world.admin.query(
    `update genesis.infrastructure_config set time_zone = 'Europe/Vienna', daily_limit = 30,
       send_window = '{"days": [1], "from": "09:00", "to": "17:00"}' where workspace_id = $1`,
    [company.workspaceId],
  );
  // A Saturday; Monday 09:00 in Vienna is 08:00 UTC in November.
  const now = (): Date => new Date("2026-11-28T12:00:00Z");
  const preview = await previewLaunch({ ...company.viewer, now });
  expect(preview).toMatchObject({ people: LEADS.length - 1, time_zone: "Europe/Vienna", daily_limit: 30 });
  expect(new Date(preview?.opens_at ?? 0).toISOString()).toBe("2026-11-30T08:00:00.000Z");
  const within = (): Date => new Date("2026-11-30T10:30:00Z");
  const opened = await previewLaunch({ ...company.viewer, now: within });
  expect(new Date(opened?.opens_at ?? 0).toISOString()).toBe("2026-11-30T10:30:00.000Z");
});

test("says the first day's number of a new account, which is ramped up, and its own limit below that", async () => {
  const company = await world.readyCompany();
  await world.admin.query(
    "update genesis.email_provider_config set uses_test_mailbox = false where workspace_id = $1",
    [company.workspaceId],
  );
  const shownFor = async (limit: number): Promise<number | undefined> => {
    await world.admin.query("update genesis.infrastructure_config set daily_limit = $2 where workspace_id = $1", [
      company.workspaceId,
      limit,
    ]);
    return (await previewLaunch(company.viewer))?.daily_limit;
  };
  expect([await shownFor(50), await shownFor(4)]).toEqual([10, 4]);
});

test("nothing while answers are missing; another workspace counts its own people", async () => {
  const company = await world.company();
  expect(await previewLaunch(company.viewer)).toBeNull();
  const all = SaveAudience.parse({});
  expect(await withReadTransaction(company.stranger, (tx) => countAudience(tx, all))).toEqual({
    people: 0,
    contacted: 0,
  });
});
