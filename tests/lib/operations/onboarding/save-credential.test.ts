import { afterAll, beforeAll, expect, test } from "vitest";
import { getReadiness } from "@/lib/operations/onboarding/get-readiness";
import { listOnboardingDrafts } from "@/lib/operations/onboarding/list-onboarding-drafts";
import { saveCredential } from "@/lib/operations/onboarding/save-credential";
import { saveOnboardingDraft } from "@/lib/operations/onboarding/save-onboarding-draft";
import { SaveCredential, SaveOnboardingDraft } from "@/lib/operations/onboarding/schemas";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { MAILBOX } from "./onboarding-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld(MAILBOX);
});
afterAll(() => world.close());

const saves = async (workspaceId: string): Promise<string[]> =>
  (await world.ledger(workspaceId))
    .map(({ event_type }) => event_type)
    .filter((type) => /credential|mail_account/.test(type));

test("an SMTP one becomes the mail account, any other is only stored", async () => {
  const { owner, workspaceId } = await world.company();
  await saveCredential(owner, { type: "openai_api", data: { api_key: "sk-test-0123456789" } });
  expect((await getReadiness(owner)).some(({ field }) => field === "mail_account")).toBe(true);
  await saveCredential(owner, { type: "smtp", use_test_mailbox: true });
  expect((await getReadiness(owner)).some(({ field }) => field === "mail_account")).toBe(false);
  expect(await saves(workspaceId)).toEqual(["credential.stored", "mail_account.saved", "mail_account.tested"]);
});

test("the typed servers of an account go when it is saved, and stay when another credential is", async () => {
  const { owner } = await world.company();
  const typed = { part: "credentials", revision: null, read: { host: "" }, typed: { host: "smtp.example.com" } };
  await saveOnboardingDraft(owner, SaveOnboardingDraft.parse(typed));
  await saveCredential(owner, { type: "openai_api", data: { api_key: "sk-test-0123456789" } });
  expect(await listOnboardingDrafts(owner)).toHaveLength(1);
  await saveCredential(owner, { type: "smtp", use_test_mailbox: true });
  expect(await listOnboardingDrafts(owner)).toEqual([]);
});

test("a viewer may not", async () => {
  const { viewer, workspaceId } = await world.company();
  await expect(saveCredential(viewer, { type: "smtp", use_test_mailbox: true })).rejects.toMatchObject({
    code: "permission.missing",
  });
  expect(await saves(workspaceId)).toEqual([]);
});

test.each([
  ["type", {}],
  ["type", { type: "telegram", data: {} }],
  ["data.host", { type: "smtp" }],
  ["data.host", { type: "smtp", data: { port: 25, secure: false, user: "u", password: "p" } }],
  ["data", { type: "imap" }],
  ["data.api_key", { type: "openai_api", data: {} }],
])("%s is named when it is wrong in %j", (field, body) => {
  expect(SaveCredential.safeParse(body).error?.issues[0]?.path.join(".")).toBe(field);
});
