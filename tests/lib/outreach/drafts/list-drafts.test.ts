import { afterAll, beforeAll, expect, test } from "vitest";
import { decideDrafts } from "@/lib/outreach/drafts/decide-drafts";
import { listDrafts } from "@/lib/outreach/drafts/list-drafts";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

let world: EngineWorld;
beforeAll(async () => {
  world = await createEngineWorld();
});
afterAll(() => world.close());

test("pages by step, then by recipient, by step and by state, without a gap or a double", async () => {
  const { company, campaignId, written } = await world.sender();
  const people = [await written("zoe@example.org"), await written("ann@example.org"), await written("max@example.org")];
  const { owner } = company;
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await listDrafts(owner, { campaignId, limit: 2, ...(cursor !== null && { cursor }) });
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(9);
  expect(seen).toHaveLength(9);
  const all = (await listDrafts(owner, { campaignId, limit: 50 })).data;
  expect(all.map(({ id }) => id)).toEqual(seen);
  const inOrder = ["ann", "max", "zoe"].map((name) => `${name}@example.org`);
  expect(all.map(({ step, to }) => `${step} ${to}`)).toEqual(
    [1, 2, 3].flatMap((step) => inOrder.map((to) => `${step} ${to}`)),
  );

  const { data: firsts } = await listDrafts(owner, { campaignId, step: 1, limit: 50 });
  expect(firsts.map(({ to }) => to)).toEqual(people.map(({ email }) => email).toSorted());
  const items = [{ id: firsts[0]!.id, hash: firsts[0]!.hash! }];
  await decideDrafts(owner, { campaignId, decision: "rejected", items });
  const { data: rejected } = await listDrafts(owner, { campaignId, status: "rejected", limit: 50 });
  expect(rejected.map(({ to }) => to)).toEqual(["ann@example.org"]);
});

test("a campaign of another company is not found, and a workflow reads no list", async () => {
  const [mine, theirs] = [await world.sender(), await world.sender()];
  const asked = { campaignId: theirs.campaignId, limit: 50 };
  await expect(listDrafts(mine.company.owner, asked)).rejects.toMatchObject({ code: "campaign.not_found" });
  await expect(listDrafts(theirs.engine, asked)).rejects.toMatchObject({ code: "permission.missing" });
});
