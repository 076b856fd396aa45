import { afterAll, beforeAll, expect, test } from "vitest";
import { sweepUnknownSends } from "@/lib/outreach/sequence/sweep-unknown-sends";
import { claimed, draftedPerson } from "../email-world";
import { createUnknownWorld, type UnknownWorld } from "./unknown-world";

let world: UnknownWorld;
beforeAll(async () => {
  world = await createUnknownWorld();
});
afterAll(() => world.close());

test("one job for each workspace that has something to find out, and none waiting twice", async () => {
  const [unknown, stale, fresh, elsewhere] = [
    await world.mailingCompany(),
    await world.company(),
    await world.mailingCompany(),
    await world.company(),
  ];
  await world.unknown(unknown);
  await world.unknown(unknown);
  const [old, young] = [await draftedPerson(world, stale), await draftedPerson(world, fresh)];
  await claimed(world, { leadId: old.leadId, step: 1, status: "claimed", minutesAgo: 11 });
  await claimed(world, { leadId: young.leadId, step: 1, status: "claimed", minutesAgo: 9 });
  await world.unknown(elsewhere);

  expect((await sweepUnknownSends(world.system())).toSorted()).toEqual(
    [unknown.workspaceId, stale.workspaceId].toSorted(),
  );
  await sweepUnknownSends(world.system());
  const waiting = (await world.jobs(unknown.workspaceId)).filter(({ name }) => name === "email.resolve_unknown_sends");
  expect(waiting).toHaveLength(1);
  expect((await world.jobs(elsewhere.workspaceId)).filter(({ name }) => name.startsWith("email."))).toEqual([]);
});
