import { afterAll, beforeAll, expect, test } from "vitest";
import { listUnknownSends } from "@/lib/outreach/sequence/list-unknown-sends";
import { createUnknownWorld, type UnknownWorld } from "./unknown-world";

let world: UnknownWorld;
beforeAll(async () => {
  world = await createUnknownWorld();
});
afterAll(() => world.close());

test("oldest first, page by page, and only the workspace's own", async () => {
  const company = await world.company();
  const mails = [await world.unknown(company, 50), await world.unknown(company, 40), await world.unknown(company, 40)];
  const first = await listUnknownSends(company.viewer, { limit: 2 });
  expect(first.data[0]).toMatchObject({
    claim_id: mails[0]?.claimId,
    to_email: mails[0]?.email,
    message_id: mails[0]?.messageId,
    step: 1,
  });
  const second = await listUnknownSends(company.viewer, { limit: 2, cursor: first.next_cursor ?? undefined });
  expect(second.next_cursor).toBeNull();
  const seen = [...first.data, ...second.data].map(({ claim_id }) => claim_id);
  expect(seen.toSorted()).toEqual(mails.map(({ claimId }) => claimId).toSorted());
  expect((await listUnknownSends(company.stranger, { limit: 50 })).data).toEqual([]);
});
