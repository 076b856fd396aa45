import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setPacing, useRealAccount, sendNext } from "../paced-world";
import { createEngineWorld, type EngineWorld, type Sender } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

type History = { zone: string; sentAt: string[]; at: string; dailyLimit?: number; since?: string };

/** The limit of a new account at a moment, after it sent at these moments. */
async function rampLimit({ zone, sentAt, at, dailyLimit = 1000, since }: History): Promise<number | null | undefined> {
  const sender = await world.sender();
  await useRealAccount(world, sender);
  if (since !== undefined) await setPacing(world, sender, `ramp_since = '${since}'`);
  const { workspaceId } = sender.company;
  await world.admin.query(
    "update genesis.infrastructure_config set time_zone = $2, daily_limit = $3 where workspace_id = $1",
    [workspaceId, zone, dailyLimit],
  );
  for (const moment of sentAt) {
    const { leadId } = await sender.written();
    await world.admin.query(
      `update genesis.sequence_emails set status = 'sent', claim_id = gen_random_uuid(), claimed_at = $2, sent_at = $2
       where lead_id = $1 and step = 1`,
      [leadId, moment],
    );
  }
  const { rows } = await world.admin.query<{ ramp: number | null }>(
    "select private.ramp_limit(i, 1, $2) as ramp from genesis.infrastructure_config i where workspace_id = $1",
    [workspaceId, at],
  );
  return rows[0]?.ramp;
}

describe("a new account's limit", () => {
  test.each<[string, number, History]>([
    ["begins with 10", 10, { zone: "UTC", sentAt: [], at: "2026-03-02T10:00:00Z" }],
    [
      "does not rise on the day of the first email",
      10,
      { zone: "UTC", sentAt: ["2026-03-02T09:00:00Z"], at: "2026-03-02T23:59:00Z" },
    ],
    ["is 5 more on the next day", 15, { zone: "UTC", sentAt: ["2026-03-02T09:00:00Z"], at: "2026-03-03T00:00:00Z" }],
    [
      "counts days with an email, not those between them",
      20,
      {
        zone: "UTC",
        sentAt: ["2026-03-02T09:00:00Z", "2026-03-06T09:00:00Z", "2026-03-06T10:00:00Z"],
        at: "2026-03-20T09:00:00Z",
      },
    ],
    [
      "has the days of the window's time zone: Monday evening in Los Angeles is Tuesday in UTC",
      10,
      { zone: "America/Los_Angeles", sentAt: ["2026-03-03T02:00:00Z"], at: "2026-03-03T07:59:00Z" },
    ],
    [
      "begins a day at local midnight across the change to summer time",
      15,
      { zone: "Europe/London", sentAt: ["2026-03-28T23:30:00Z"], at: "2026-03-29T00:00:00Z" },
    ],
    [
      "has one day of 25 hours at the change to winter time",
      10,
      { zone: "Europe/London", sentAt: ["2026-10-24T23:30:00Z"], at: "2026-10-25T23:59:00Z" },
    ],
    [
      "and the next one after it",
      15,
      { zone: "Europe/London", sentAt: ["2026-10-24T23:30:00Z"], at: "2026-10-26T00:00:00Z" },
    ],
    [
      "begins anew with another account",
      10,
      {
        zone: "UTC",
        sentAt: ["2026-03-02T09:00:00Z", "2026-03-03T09:00:00Z"],
        at: "2026-03-05T09:00:00Z",
        since: "2026-03-04T00:00:00Z",
      },
    ],
  ])("%s: %i", async (_words, limit, history) => {
    expect(await rampLimit(history)).toBe(limit);
  });

  test("ends at the account's own limit", async () => {
    const sentAt = Array.from({ length: 6 }, (_, day) => `2026-03-0${day + 1}T09:00:00Z`);
    expect(await rampLimit({ zone: "UTC", sentAt, at: "2026-03-09T09:00:00Z", dailyLimit: 22 })).toBeGreaterThanOrEqual(
      22,
    );
  });
});

const claimAll = async (sender: Sender): Promise<number> => {
  let sent = 0;
  while ((await sender.claim()).claims.length > 0) sent += 1;
  return sent;
};

test("the eleventh email of the first day waits, and the answer says why", async () => {
  const sender = await world.sender();
  await useRealAccount(world, sender);
  await setPacing(world, sender, "gap_from_seconds = 0, gap_to_seconds = 0, domain_limit = 10000");
  for (let lead = 0; lead < 12; lead += 1) await sender.drafted();
  await sendNext(sender);
  expect(await claimAll(sender)).toBe(9);
  expect((await sender.claim()).reasons).toContainEqual({
    code: "ramp_up.reached",
    count: 2,
    until: expect.stringMatching(/T00:00:00/),
  });
});
