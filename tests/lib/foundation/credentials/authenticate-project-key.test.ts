import { afterAll, beforeAll, expect, test } from "vitest";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { authenticateProjectKey } from "@/lib/foundation/credentials/authenticate-project-key";
import { getProject } from "@/lib/company/projects/get-project";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let key: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  ({ key } = await rotateProjectKey(company.owner, { projectId: company.projectId, kind: "secret" }));
});
afterAll(() => world.close());

const enter = () =>
  authenticateProjectKey(world.system(), { key, projectId: company.projectId, kinds: ["publishable", "secret"] });
const lastUsed = async (): Promise<Date | null> => {
  const { rows } = await world.admin.query<{ last_used_at: Date | null }>(
    "select last_used_at from project_keys where project_id = $1 and kind = 'secret' and revoked_at is null",
    [company.projectId],
  );
  return rows[0]?.last_used_at ?? null;
};

test("a key may add events and do nothing else, not even read", async () => {
  const ctx = await enter();
  expect(ctx.actor.type === "key" && [...ctx.actor.permissions]).toEqual(["ingestion.write"]);
  await expect(getProject(ctx, { projectId: company.projectId })).rejects.toMatchObject({ code: "permission.missing" });
  const importId = company.projectId;
  await expect(getLeadImport(ctx, { importId })).rejects.toMatchObject({ code: "permission.missing" });
});

test("its use is written down, at most once a minute", async () => {
  await enter();
  const first = await lastUsed();
  expect(first).not.toBeNull();
  await enter();
  expect(await lastUsed()).toEqual(first);
});
