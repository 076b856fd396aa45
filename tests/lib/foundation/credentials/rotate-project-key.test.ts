import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authenticateProjectKey } from "@/lib/foundation/credentials/authenticate-project-key";
import { listProjectKeys } from "@/lib/foundation/credentials/list-project-keys";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import type { ProjectKeyKind } from "@/lib/foundation/credentials/schemas";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const enter = (key: string, kinds: ProjectKeyKind[] = ["publishable", "secret"], projectId = company.projectId) =>
  authenticateProjectKey(world.system(), { key, projectId, kinds });
const invalid = { kind: "unauthenticated", code: "project_key.invalid" };

test("a company has a publishable key from the start", async () => {
  const [key] = await listProjectKeys(company.viewer, { projectId: company.projectId });
  expect(key).toMatchObject({ kind: "publishable", key: expect.stringMatching(/^gpk_[0-9a-f]{32}$/) });
  const ctx = await enter(key?.key ?? "");
  expect(ctx).toMatchObject({ workspaceId: company.workspaceId, actor: { type: "key", keyId: key?.id } });
});

test("a new secret key is shown once, ends the one before at once, and is in ledger and audit log without its text", async () => {
  const first = await rotateProjectKey(company.owner, { projectId: company.projectId, kind: "secret" });
  const second = await rotateProjectKey(company.owner, { projectId: company.projectId, kind: "secret" });
  expect(second.key).toMatch(/^gsk_[0-9a-f]{64}$/);
  await expect(enter(first.key)).rejects.toMatchObject(invalid);
  await expect(enter(second.key)).resolves.toMatchObject({ workspaceId: company.workspaceId });
  const keys = await listProjectKeys(company.owner, { projectId: company.projectId });
  expect(keys.find(({ kind }) => kind === "secret")).toMatchObject({ key: null, last_four: second.key.slice(-4) });
  const { rows } = await world.admin.query(
    "select action, after from governance_audit_log where workspace_id = $1 and action = 'project_key.issued'",
    [company.workspaceId],
  );
  expect(rows).toHaveLength(2);
  const written = JSON.stringify([rows, await world.ledger(company.workspaceId)]);
  expect(written).not.toContain(second.key);
  expect(written).toContain(second.last_four);
});

test("a key is good for its own company and its own kind of door only", async () => {
  const [publishable] = await listProjectKeys(company.owner, { projectId: company.projectId });
  await expect(enter(publishable?.key ?? "", ["secret"])).rejects.toMatchObject(invalid);
  const other = await world.company();
  await expect(enter(publishable?.key ?? "", ["publishable"], other.projectId)).rejects.toMatchObject(invalid);
  for (const wrong of ["", "gpk_", (publishable?.key ?? "").toUpperCase(), `${publishable?.key} `]) {
    await expect(enter(wrong)).rejects.toMatchObject(invalid);
  }
});

test("a frozen workspace takes nothing from its companies' websites", async () => {
  const [key] = await listProjectKeys(company.owner, { projectId: company.projectId });
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [company.workspaceId]);
  await expect(enter(key?.key ?? "")).rejects.toMatchObject({ code: "workspace.frozen" });
});

test("a caller without the permission issues no key; another workspace's company is 404", async () => {
  const input = { projectId: company.projectId, kind: "secret" } as const;
  await expect(rotateProjectKey(company.viewer, input)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(rotateProjectKey(company.stranger, input)).rejects.toMatchObject({ kind: "not_found" });
  expect(await listProjectKeys(company.owner, { projectId: company.projectId })).toHaveLength(1);
});
