import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { checkKeys } from "@/lib/operations/onboarding/check-keys";
import { followKey } from "@/lib/operations/onboarding/follow-key";
import { getCredentials } from "@/lib/operations/onboarding/get-credentials";
import { saveCredential } from "@/lib/operations/onboarding/save-credential";
import { sweepKeys } from "@/lib/operations/onboarding/sweep-keys";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Ask } from "@/lib/providers/vendor-keys/check-key";
import { createTestWorld, jobCtx, type Company, type TestWorld } from "../../../factories/test-world";
import { MAILBOX } from "./onboarding-world";

const SECRET = "apify-secret-that-nothing-repeats";
const HOUR_MS = 3_600_000;

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld(MAILBOX);
});
afterAll(() => world.close());

/** A vendor that answers with a status. */
const answering =
  (status: number): Ask =>
  () =>
    Promise.resolve({ status, body: `{"error":"${SECRET}"}` });
/** A job of the company, so many hours from now. */
const later = ({ owner }: Company, hours: number): WorkspaceCtx => ({
  ...jobCtx(owner),
  now: () => new Date(Date.now() + hours * HOUR_MS),
});
const told = async ({ owner }: Company): Promise<string[]> =>
  (await listNotifications(owner, { limit: 20 })).data.map(({ type }) => type);
const lines = async ({ workspaceId }: Company): Promise<string[]> =>
  (await world.ledger(workspaceId))
    .map(({ event_type }) => event_type)
    .filter((type) => type.startsWith("credential."));
const withKey = async (): Promise<Company> => {
  const company = await world.company();
  await saveCredential(company.owner, { type: "apify", data: { api_token: SECRET } });
  return company;
};
const outcomeOf = async ({ viewer }: Company): Promise<string | undefined> =>
  (await getCredentials(viewer)).checks[0]?.outcome;

test("a key is tried once it is saved, each day, and when it was saved anew", async () => {
  const company = await withKey();
  expect(await sweepKeys(world.system())).toContain(company.workspaceId);
  expect(await checkKeys(jobCtx(company.owner), { ask: answering(200) })).toBe(1);
  expect(await outcomeOf(company)).toBe("right");
  expect(await sweepKeys(world.system())).not.toContain(company.workspaceId);
  expect(await checkKeys(later(company, 23), { ask: answering(200) })).toBe(0);
  expect(await checkKeys(later(company, 25), { ask: answering(200) })).toBe(1);

  await world.admin.query(
    "update genesis.credential_checks set checked_at = now() - interval '1 hour' where workspace_id = $1",
    [company.workspaceId],
  );
  await saveCredential(company.owner, { type: "apify", data: { api_token: "another" } });
  expect(await checkKeys(jobCtx(company.owner), { ask: answering(401) })).toBe(1);
  expect(await outcomeOf(company)).toBe("wrong");
});

describe("a key that stops working", () => {
  test("is told once, until it works again, and its secret nowhere", async () => {
    const company = await withKey();
    await checkKeys(jobCtx(company.owner), { ask: answering(200) });
    expect(await told(company)).toEqual([]);
    await checkKeys(later(company, 25), { ask: answering(401) });
    await checkKeys(later(company, 50), { ask: answering(403) });
    expect(await told(company)).toEqual(["credential.stopped"]);
    await checkKeys(later(company, 75), { ask: answering(200) });
    await checkKeys(later(company, 100), { ask: answering(401) });
    expect(await told(company)).toEqual(["credential.stopped", "credential.stopped"]);
    expect(await lines(company)).toEqual([
      "credential.stored",
      "credential.stopped",
      "credential.recovered",
      "credential.stopped",
    ]);
    const { rows } = await world.admin.query<{ all: string }>(
      `select (select string_agg(c::text, '') from genesis.credential_checks c)
         || (select string_agg(e::text, '') from project_events e) || (select string_agg(n::text, '') from notifications n) as all`,
    );
    expect(rows[0]?.all).not.toContain(SECRET);
  });

  test("is not one whose vendor is down or limits: it is asked again in an hour", async () => {
    const company = await withKey();
    await checkKeys(jobCtx(company.owner), { ask: answering(200) });
    await checkKeys(later(company, 25), { ask: answering(503) });
    expect(await outcomeOf(company)).toBe("down");
    expect(await checkKeys(later(company, 25.5), { ask: answering(200) })).toBe(0);
    await checkKeys(later(company, 26.5), { ask: answering(429) });
    expect(await told(company)).toEqual([]);
    const at = new Date(0);
    const before = { rightAt: null, brokenSince: at };
    expect(followKey(before, "down", new Date(HOUR_MS))).toEqual({ ...before, nextCheckAt: new Date(2 * HOUR_MS) });
  });
});

test("a viewer tries none, and a key of another workspace is not tried", async () => {
  const company = await withKey();
  await expect(checkKeys(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await checkKeys(jobCtx(company.stranger), { ask: answering(401) })).toBe(0);
});
