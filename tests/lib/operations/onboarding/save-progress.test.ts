import { afterAll, beforeAll, expect, test } from "vitest";
import { getProgress } from "@/lib/operations/onboarding/get-progress";
import { saveProgress } from "@/lib/operations/onboarding/save-progress";
import { SaveProgress } from "@/lib/operations/onboarding/schemas";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("where the founder was survives, and makes nothing complete", async () => {
  const { owner, viewer } = await world.company();
  expect(await saveProgress(owner, { current_step: "infrastructure" })).toMatchObject({
    current_step: "infrastructure",
    ready: false,
  });
  const before = (await getProgress(viewer)).steps;
  await saveProgress(owner, { current_step: "leads" });
  const progress = await getProgress(viewer);
  expect(progress.current_step).toBe("leads");
  expect(progress.steps).toEqual(before);
});

test("a viewer may not, a stranger moves only their own", async () => {
  const { owner, viewer, stranger } = await world.company();
  await expect(saveProgress(viewer, { current_step: "leads" })).rejects.toMatchObject({ code: "permission.missing" });
  await saveProgress(stranger, { current_step: "leads" });
  expect((await getProgress(owner)).current_step).toBe("brand");
});

test("a step that does not exist is refused, and one that no longer exists is forgotten", async () => {
  const { owner, workspaceId } = await world.company();
  expect(SaveProgress.safeParse({ current_step: "dns" }).error?.issues[0]?.path).toEqual(["current_step"]);
  await world.admin.query("insert into genesis.onboarding_progress (workspace_id, current_step) values ($1, 'gone')", [
    workspaceId,
  ]);
  expect((await getProgress(owner)).current_step).toBe("brand");
});
