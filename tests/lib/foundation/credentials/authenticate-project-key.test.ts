import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetAccess } from "@/lib/foundation/access/access-cache";
import { getLeadImport } from "@/lib/outreach/leads/get-lead-import";
import { authenticateProjectKey } from "@/lib/foundation/credentials/authenticate-project-key";
import { getProject } from "@/lib/company/projects/get-project";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";

let world: TestWorld;
let company: Company;
let key: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  ({ key } = await rotateProjectKey(company.owner, { projectId: company.projectId, kind: "secret" }));
});
afterAll(async () => {
  forgetAccess();
  await world.close();
});

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

/** Asks until the key is known without the database, which then does not write its use. */
const remembered = (): Promise<boolean> =>
  waitFor(
    async () => {
      await world.admin.query("update project_keys set last_used_at = null where project_id = $1", [company.projectId]);
      await enter();
      return (await lastUsed()) === null;
    },
    { what: "the key is remembered", everyMs: 20 },
  );
const ends = (): Promise<boolean> =>
  waitFor(
    () =>
      enter().then(
        () => false,
        (error: { code?: string }) => error.code === "project_key.invalid",
      ),
    { what: "the key has ended", withinMs: 1_000, everyMs: 20 },
  );

test("a remembered key ends with its replacement, at once here and within a second where another process replaced it", async () => {
  await remembered();
  const next = await rotateProjectKey(company.owner, { projectId: company.projectId, kind: "secret" });
  await expect(enter()).rejects.toMatchObject({ code: "project_key.invalid" });
  key = next.key;
  await remembered();
  await world.admin.query("update project_keys set revoked_at = now() where project_id = $1", [company.projectId]);
  await ends();
  ({ key } = await rotateProjectKey(company.owner, { projectId: company.projectId, kind: "secret" }));
});

test("a remembered key takes nothing for a frozen workspace", async () => {
  await remembered();
  await world.admin.query("update workspaces set status = 'frozen', frozen_reason = 'Audit' where id = $1", [
    company.workspaceId,
  ]);
  const refused = await waitFor(
    () =>
      enter().then(
        () => false,
        (error: { code?: string }) => error.code === "workspace.frozen",
      ),
    { what: "the freeze is heard", withinMs: 1_000, everyMs: 20 },
  );
  expect(refused).toBe(true);
});
