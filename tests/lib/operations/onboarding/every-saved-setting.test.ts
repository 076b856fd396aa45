import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrand } from "@/lib/company/profile/find-brand";
import { saveBrand } from "@/lib/company/profile/save-brand";
import { findInfrastructure } from "@/lib/operations/onboarding/find-infrastructure";
import { saveInfrastructure } from "@/lib/operations/onboarding/save-infrastructure";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { BRAND, SCHEDULE } from "../../outreach/email-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "2525", OUTBOX_DIR: "/nowhere" });
});
afterAll(() => world.close());

const saveMailbox = (ctx: WorkspaceCtx) => saveMailAccount(ctx, { type: "smtp", use_test_mailbox: true });
const savedMailbox = {
  mailbox: 1,
  senderEmail: null,
  provider: "smtp",
  credentialId: expect.any(String),
  usesTestMailbox: true,
  savedAt: expect.any(String),
};

test.each([
  ["the brand", findBrand, (ctx: WorkspaceCtx) => saveBrand(ctx, BRAND), BRAND],
  ["the schedule", findInfrastructure, (ctx: WorkspaceCtx) => saveInfrastructure(ctx, SCHEDULE), SCHEDULE],
  ["the mail account, without its secrets", findMailAccount, saveMailbox, savedMailbox],
] as const)(
  "%s is null before the first save, then read by a viewer, and by no other workspace",
  async (...[, find, save, saved]) => {
    const { owner, viewer, stranger } = await world.company();
    expect(await find(owner)).toBeNull();
    await save(owner);
    expect(await find(viewer)).toEqual(saved);
    expect(await find(stranger)).toBeNull();
    const webhook = { ...owner, actor: { type: "webhook", tokenId: "t", permissions: new Set<never>() } } as const;
    await expect(find(webhook)).rejects.toMatchObject({ code: "permission.missing" });
  },
);

test("a mail account that is needed and not saved is 404", async () => {
  const { owner } = await world.company();
  await expect(getMailAccount(owner)).rejects.toMatchObject({ kind: "not_found", code: "mail_account.none" });
  await saveMailbox(owner);
  expect(await getMailAccount(owner)).toMatchObject({ provider: "smtp", usesTestMailbox: true });
});
