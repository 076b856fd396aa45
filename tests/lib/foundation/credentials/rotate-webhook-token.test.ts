import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authenticateWebhook } from "@/lib/foundation/credentials/authenticate-webhook";
import { getWebhookToken } from "@/lib/foundation/credentials/get-webhook-token";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { RotateWebhookToken } from "@/lib/foundation/credentials/schemas";
import { addMember, createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const isValid = (token: string): Promise<boolean> =>
  authenticateWebhook(world.system(), token).then(
    () => true,
    () => false,
  );

test("a new token works, is put into n8n, and the ledger knows its last four characters only", async () => {
  const { token, overlap_hours } = await rotateWebhookToken(company.owner, { overlap_hours: 2 });
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect(overlap_hours).toBe(2);
  expect(await isValid(token)).toBe(true);
  const lines = await world.ledger(company.workspaceId);
  expect(lines.at(-1)).toMatchObject({
    event_type: "workspace.webhook_token_issued",
    message: `A new webhook token ending in ${token.slice(-4)} was issued; the old one stays valid for 2 h.`,
  });
  expect(JSON.stringify(lines)).not.toContain(token);
  expect(await world.jobs(company.workspaceId)).toMatchObject([
    { name: "ignition.refresh_credentials", data: { workspaceId: company.workspaceId } },
  ]);
  expect(JSON.stringify(await world.jobs(company.workspaceId))).not.toContain(token);
});

test("the token stands nowhere in the database as it is", async () => {
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const { rows } = await world.admin.query("select * from workspace_webhook_tokens");
  expect(JSON.stringify(rows)).not.toContain(token);
});

test("the audit log says which token followed which, and holds neither", async () => {
  const { token: before } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const { token: after } = await rotateWebhookToken(company.owner, { overlap_hours: 24 });
  const { rows } = await world.admin.query(
    "select action, before, after from governance_audit_log where workspace_id = $1 order by seq desc limit 1",
    [company.workspaceId],
  );
  expect(rows).toEqual([
    {
      action: "webhook_token.rotated",
      before: { last_four: before.slice(-4) },
      after: { last_four: after.slice(-4), overlap_hours: 24 },
    },
  ]);
});

test("ten at once leave exactly one token without an end, and it is one of those given out", async () => {
  const given = await Promise.all(
    Array.from({ length: 10 }, () => rotateWebhookToken(company.owner, { overlap_hours: 0 })),
  );
  const valid = await Promise.all(given.map(({ token }) => isValid(token)));
  expect(valid.filter(Boolean)).toHaveLength(1);
  expect(await revealWebhookToken(company.job)).toBe(given[valid.indexOf(true)]?.token);
});

test("the current token's last four characters are for members, the token itself is not", async () => {
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 1 });
  const shown = await getWebhookToken(company.viewer);
  expect(shown).toMatchObject({ last_four: token.slice(-4), expires_at: null });
  expect(shown).not.toHaveProperty("token_encrypted");
  await expect(revealWebhookToken(company.viewer)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await revealWebhookToken(company.job)).toBe(token);
});

test("a viewer and a member may not rotate; another workspace rotates only its own", async () => {
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const member = world.user();
  await addMember(world.admin, company.workspaceId, member, "member");
  for (const ctx of [company.viewer, await enterWorkspace(member, company.workspaceId)]) {
    await expect(rotateWebhookToken(ctx, { overlap_hours: 0 })).rejects.toMatchObject({ code: "permission.missing" });
  }
  await rotateWebhookToken(company.stranger, { overlap_hours: 0 });
  expect(await isValid(token)).toBe(true);
});

test("when the job cannot be enqueued, the old token stays and no line is written", async () => {
  const { token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  const before = await world.ledger(company.workspaceId);
  await expect(world.withoutQueue(() => rotateWebhookToken(company.owner, { overlap_hours: 0 }))).rejects.toThrow();
  expect(await isValid(token)).toBe(true);
  expect(await world.ledger(company.workspaceId)).toEqual(before);
});

test("without any token it says to rotate", async () => {
  await world.admin.query("delete from workspace_webhook_tokens where workspace_id = $1", [company.workspaceId]);
  await expect(getWebhookToken(company.viewer)).rejects.toMatchObject({ code: "webhook_token.none" });
});

test.each([-1, 25, 1.5, "1"])("an overlap of %j hours is refused", (overlap_hours) => {
  expect(RotateWebhookToken.safeParse({ overlap_hours }).error?.issues[0]?.message).toBe(
    "must be a whole number from 0 to 24",
  );
});
