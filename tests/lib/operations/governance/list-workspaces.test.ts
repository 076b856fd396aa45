import { afterAll, beforeAll, expect, test } from "vitest";
import { listWorkspaces } from "@/lib/operations/governance/list-workspaces";
import { ListWorkspaces } from "@/lib/operations/governance/schemas";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

const list = (query: Record<string, unknown> = {}) => listWorkspaces(world.superAdmin(), ListWorkspaces.parse(query));

test("every workspace with its people, companies and freeze, a page at a time", async () => {
  const companies = [await world.company("Acme 100%"), await world.company("Bolt"), await world.company("Core")];
  const [acme, bolt] = companies;
  if (!acme || !bolt) throw new Error("no company");
  await world.freeze(bolt, "spam");
  const all = (await list()).data;
  expect(all.find(({ id }) => id === acme.workspaceId)).toMatchObject({
    name: "Acme 100%",
    status: "active",
    members: 2,
    companies: 1,
    freeze_state: null,
    frozen_reason: null,
  });
  expect((await list({ status: "frozen" })).data).toMatchObject([
    { id: bolt.workspaceId, frozen_reason: "spam", freeze_state: "enforcing", frozen_at: expect.any(String) },
  ]);
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await list({ limit: 2, ...(cursor && { cursor }) });
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.next_cursor;
  }
  expect(seen).toEqual(all.map(({ id }) => id));
});

test("found by a part of the name or by the id; signs of a pattern are only signs", async () => {
  const company = await world.company("Zebra_Works");
  const idsFor = async (query: string): Promise<string[]> => (await list({ query })).data.map(({ id }) => id);
  expect(await idsFor("bra_w")).toEqual([company.workspaceId]);
  expect(await idsFor(company.workspaceId.toUpperCase())).toEqual([company.workspaceId]);
  expect(await idsFor("%bra%")).toEqual([]);
  expect(await idsFor("'; drop table workspaces; --")).toEqual([]);
});

test("only administrators", async () => {
  await expect(listWorkspaces(world.impostor(), ListWorkspaces.parse({}))).rejects.toMatchObject({
    code: "admin.forbidden",
  });
});
