import { afterAll, beforeAll, expect, test } from "vitest";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { forgetAccess } from "@/lib/foundation/access/access-cache";
import { authenticateWebhook } from "@/lib/foundation/credentials/authenticate-webhook";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { waitFor } from "../../../support/wait-for";

let world: TestWorld;
let company: Company;
let token: string;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  ({ token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 }));
});
afterAll(() => world.close());

const lastUsed = async (): Promise<Date | null> => {
  const { rows } = await world.admin.query<{ last_used_at: Date | null }>(
    "select last_used_at from workspace_webhook_tokens where workspace_id = $1 and revoked_at is null",
    [company.workspaceId],
  );
  return rows[0]?.last_used_at ?? null;
};

test("a token may report, and nothing else", async () => {
  const ctx = await authenticateWebhook(world.system(), token);
  expect(ctx.workspaceId).toBe(company.workspaceId);
  expect(() => requirePermission(ctx, "ingestion.write")).not.toThrow();
  for (const permission of ["workspace.read", "tokens.rotate", "leads.read", "campaigns.write"] as const) {
    expect(() => requirePermission(ctx, permission)).toThrow(expect.objectContaining({ code: "permission.missing" }));
  }
});

test("its use is written down at most once a minute", async () => {
  await authenticateWebhook(world.system(), token);
  const first = await lastUsed();
  await Promise.all(Array.from({ length: 5 }, () => authenticateWebhook(world.system(), token)));
  expect(await lastUsed()).toEqual(first);
  await world.admin.query("update workspace_webhook_tokens set last_used_at = now() - interval '2 minutes'");
  // The minute for which a token is remembered is over.
  forgetAccess();
  await authenticateWebhook(world.system(), token);
  expect((await lastUsed())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0);
});

test.each([null, "", "x", "\u0000", "x".repeat(100_000)])("no or a wrong token is 401", async (wrong) => {
  await expect(authenticateWebhook(world.system(), wrong)).rejects.toMatchObject({
    kind: "unauthenticated",
    code: "webhook_token.invalid",
  });
});

test("a remembered token is over as soon as it is rotated, and when its overlap ends", async () => {
  const { token: first } = await rotateWebhookToken(company.owner, { overlap_hours: 1 });
  await authenticateWebhook(world.system(), first);
  await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  await waitFor(
    async () =>
      authenticateWebhook(world.system(), first).then(
        () => false,
        () => true,
      ),
    {
      what: "the old token is refused",
      withinMs: 1_000,
    },
  );

  const { token: second } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  await rotateWebhookToken(company.owner, { overlap_hours: 1 });
  await authenticateWebhook(world.system(), second);
  const later = { ...world.system(), now: () => new Date(Date.now() + 61 * 60 * 1000) };
  await expect(authenticateWebhook(later, second)).rejects.toMatchObject({ code: "webhook_token.invalid" });
});

test("a token in its overlap ends when it was said to, however long the overlap of the next one", async () => {
  const { token: first } = await rotateWebhookToken(company.owner, { overlap_hours: 0 });
  await rotateWebhookToken(company.owner, { overlap_hours: 1 });
  await rotateWebhookToken(company.owner, { overlap_hours: 24 });
  forgetAccess();
  await expect(authenticateWebhook(world.system(), first)).resolves.toBeDefined();
  const later = { ...world.system(), now: () => new Date(Date.now() + 61 * 60 * 1000) };
  await expect(authenticateWebhook(later, first)).rejects.toMatchObject({ code: "webhook_token.invalid" });
});
