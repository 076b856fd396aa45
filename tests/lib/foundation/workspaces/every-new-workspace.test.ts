import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { createWorkspace } from "@/lib/foundation/workspaces/create-workspace";
import { freeSlug } from "@/lib/foundation/workspaces/free-slug";
import { newWorkspaceCtx } from "@/lib/foundation/workspaces/new-workspace-ctx";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a workspace with its owner and token, entered at once", async () => {
  const founder = world.user();
  const inside = newWorkspaceCtx(founder);
  const { workspace, token } = await withTransaction(inside, (tx) =>
    createWorkspace(tx, { name: "Acme", slug: "acme", owner: founder.user }),
  );
  expect(workspace).toEqual({ id: inside.workspaceId, name: "Acme", slug: "acme", plan: "free", status: "active" });
  expect(token.lastFour).toMatch(/^[0-9a-f]{4}$/);
  await expect(enterWorkspace(founder, workspace.id)).resolves.toMatchObject({ workspaceId: workspace.id });
});

test("a taken slug gets a piece of the id", async () => {
  const founder = world.user();
  const { workspaceId } = newWorkspaceCtx(founder);
  expect(await freeSlug(founder, workspaceId, "Nobody Yet")).toBe("nobody-yet");
  expect(await freeSlug(founder, workspaceId, "Acme")).toBe(`acme-${workspaceId.slice(0, 8)}`);
});

test("a workspace cannot be created under another person's id", async () => {
  const company = await world.company();
  const taken = { ...newWorkspaceCtx(world.user()), workspaceId: company.workspaceId };
  const create = withTransaction(taken, (tx) =>
    createWorkspace(tx, { name: "Takeover", slug: "takeover", owner: world.user().user }),
  );
  await expect(create).rejects.toThrow();
});
