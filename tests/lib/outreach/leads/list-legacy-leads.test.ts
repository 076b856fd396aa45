import { afterAll, beforeAll, expect, test } from "vitest";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { listLegacyLeads } from "@/lib/outreach/leads/list-legacy-leads";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

const LEGACY = "0b1e6d2c-5f0a-4f57-9f39-9a3c6f1e0d11";
let world: TestWorld;
let other: Company;
let owner: WorkspaceCtx;

beforeAll(async () => {
  world = await createTestWorld({ OHIO_WORKSPACE_ID: LEGACY });
  other = await world.company();
  await world.admin.query("insert into workspaces (id, name, slug) values ($1, 'Legacy', 'legacy')", [LEGACY]);
  owner = { ...other.owner, workspaceId: LEGACY };
  const people = "insert into leads_ohio (workspace_id, email) values ($1, 'a@ohio.example'), ($1, 'b@ohio.example')";
  await world.admin.query(people, [LEGACY]);
});
afterAll(() => world.close());

test("the legacy workspace's people are listed from their own table, a page at a time, and are no other workspace's", async () => {
  const first = await listLeads(owner, { limit: 1 });
  expect(first).toMatchObject({ total: 2, data: [{ status: "active", progress: null }] });
  const second = await listLeads(owner, { limit: 1, cursor: first.next_cursor ?? undefined });
  expect([...first.data, ...second.data].map(({ email }) => email).toSorted()).toEqual([
    "a@ohio.example",
    "b@ohio.example",
  ]);
  expect(second.next_cursor).toBeNull();
  expect(await listLeads(other.owner, { limit: 10 })).toMatchObject({ total: 0, data: [] });
  await expect(listLegacyLeads(other.owner, { limit: 10 })).rejects.toMatchObject({ code: "workspace.not_legacy" });
});
