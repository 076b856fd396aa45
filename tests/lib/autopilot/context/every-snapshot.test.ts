import { afterAll, beforeAll, expect, test } from "vitest";
import { assembleCompanyContext } from "@/lib/autopilot/context/assemble-company-context";
import { getContext } from "@/lib/autopilot/context/get-context";
import { saveSnapshot } from "@/lib/autopilot/context/save-snapshot";
import { sweepSnapshots } from "@/lib/autopilot/context/sweep-snapshots";
import { updateProject } from "@/lib/company/projects/update-project";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);

test("a reply's context stays as it was, while the company goes on; the same one is kept once", async () => {
  const { owner, projectId } = await world.company();
  const { facts, memories, ...context } = await assembleCompanyContext(owner, { projectId, purpose: "chat" });
  expect(facts.figures.length).toBeGreaterThan(0);
  const id = await saveSnapshot(owner, { projectId, context: { ...context, facts, memories } as typeof context });
  expect(await saveSnapshot(owner, { projectId, context })).toBe(id);
  await updateProject(owner, { projectId, name: "Renamed" });
  const kept = await getContext(owner, { projectId, purpose: "chat", snapshot: context.hash });
  expect(kept).toEqual(context);
  expect((await getContext(owner, { projectId, purpose: "chat" })).text).toContain("name: Renamed [c:name]");
});

test("a snapshot is found by its own company's members, for 14 days, and then swept", async () => {
  const { owner, viewer, stranger, projectId, workspaceId } = await world.company();
  const context = await assembleCompanyContext(owner, { projectId, purpose: "reply" });
  await saveSnapshot(owner, { projectId, context });
  const ask = { projectId, purpose: "reply" as const, snapshot: context.hash };
  expect((await getContext(viewer, ask)).hash).toBe(context.hash);
  const gone = { code: "context.snapshot_not_found" };
  await expect(getContext(stranger, ask)).rejects.toMatchObject(gone);
  await expect(getContext({ ...owner, now: () => days(15) }, ask)).rejects.toMatchObject(gone);
  const left = async (): Promise<number> =>
    (await world.admin.query("select from context_snapshots where workspace_id = $1", [workspaceId])).rows.length;
  await sweepSnapshots({ ...world.system(), now: () => days(13) });
  expect(await left()).toBe(1);
  await sweepSnapshots({ ...world.system(), now: () => days(15) });
  expect(await left()).toBe(0);
});
