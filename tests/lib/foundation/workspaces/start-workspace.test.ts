import { afterAll, beforeAll, expect, test } from "vitest";
import { createProject } from "@/lib/company/projects/create-project";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { getWebhookToken } from "@/lib/foundation/credentials/get-webhook-token";
import { listWorkspaces } from "@/lib/foundation/workspaces/list-workspaces";
import { NameWorkspace } from "@/lib/foundation/workspaces/schemas";
import { startWorkspace } from "@/lib/foundation/workspaces/start-workspace";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf } from "../members/members-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

test("a workspace with its owner and token and no company, which can be added; the audit log says so", async () => {
  const founder = world.user();
  const workspace = await startWorkspace(founder, { name: "Acme Rockets" });
  expect(workspace).toMatchObject({ name: "Acme Rockets", slug: "acme-rockets", plan: "free", role: "owner" });
  expect(await listWorkspaces(founder)).toEqual([workspace]);
  const ctx = await enterWorkspace(founder, workspace.id);
  expect((await getWebhookToken(ctx)).last_four).toMatch(/^[0-9a-f]{4}$/);
  expect(await auditOf(world, workspace.id)).toMatchObject([
    { action: "workspace.created", actor_id: founder.user.userId, target_id: workspace.id },
  ]);
  await createProject(founder, { name: "First", workspace_id: workspace.id });
  await expect(createProject(world.user(), { name: "No", workspace_id: workspace.id })).rejects.toMatchObject({
    code: "workspace.forbidden",
  });
});

test("two of the same name are two workspaces, and at the same moment too, or one is told to try again", async () => {
  const [one, two] = [
    await startWorkspace(world.user(), { name: "Twin" }),
    await startWorkspace(world.user(), { name: "Twin" }),
  ];
  expect(one.slug).toBe("twin");
  expect(two.slug).toBe(`twin-${two.id.slice(0, 8)}`);
  const done = await Promise.allSettled(
    Array.from({ length: 8 }, () => startWorkspace(world.user(), { name: "Rush" })),
  );
  const slugs = done.flatMap((result) => (result.status === "fulfilled" ? [result.value.slug] : []));
  expect(slugs.length).toBeGreaterThan(0);
  expect(new Set(slugs).size).toBe(slugs.length);
  const reasons = done.flatMap((result) => (result.status === "rejected" ? [result.reason as unknown] : []));
  for (const reason of reasons) expect(reason).toMatchObject({ code: "workspace.slug_taken", retryable: true });
});

test.each(["", "  ", "x".repeat(201)])("%j is no name", (name) => {
  expect(NameWorkspace.safeParse({ name }).success).toBe(false);
});

test("a name is one line", () => {
  expect(NameWorkspace.parse({ name: " Acme\r\n\tInc " }).name).toBe("Acme Inc");
});
