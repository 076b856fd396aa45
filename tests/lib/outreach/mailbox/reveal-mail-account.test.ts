import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getMailAccount } from "@/lib/outreach/mailbox/get-mail-account";
import { revealMailAccount } from "@/lib/outreach/mailbox/reveal-mail-account";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

vi.mock("@/lib/providers/mail/select", async (real) =>
  (await import("../../../support/closed-internet")).withoutInternet(await real()),
);

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "2525", OUTBOX_DIR: "/nowhere" });
});
afterAll(() => world.close());

test("a job gets the built-in mailbox as the engine needs it: no login, no TLS", async () => {
  const { owner, job } = await world.company();
  const saved = await saveMailAccount(owner, { type: "smtp", use_test_mailbox: true });
  expect(saved.masked.preview).toBe("127.0.0.1 · no login");
  expect(await revealMailAccount(job)).toEqual({
    type: "smtp",
    host: "127.0.0.1",
    port: 2525,
    secure: false,
    user: "",
    password: "",
    disableStartTls: true,
  });
});

test("without encryption only where the founder chose it: shown, and told to the engine", async () => {
  const { owner, job } = await world.company();
  const data = { host: "8.8.8.8", port: 25, secure: false, user: "jo@example.com", password: "secret-word" };
  await saveMailAccount(owner, { type: "smtp", use_test_mailbox: false, data });
  expect(await revealMailAccount(job)).toMatchObject({ disableStartTls: false });
  const plain = { ...data, encryption: "none" } as const;
  const saved = await saveMailAccount(owner, { type: "smtp", use_test_mailbox: false, data: plain });
  expect(saved.masked).toMatchObject({ preview: "8.8.8.8 · j•••@example.com · unencrypted", encryption: "none" });
  expect(await revealMailAccount(job)).toMatchObject({ disableStartTls: true });
});

test("only a job of the workspace itself reads the password", async () => {
  const { owner, stranger, viewer, job } = await world.company();
  const data = { host: "8.8.8.8", port: 465, secure: true, user: "jo@example.com", password: "secret-word" };
  await saveMailAccount(owner, { type: "smtp", use_test_mailbox: false, data });
  expect(await revealMailAccount(job)).toEqual({ type: "smtp", ...data, disableStartTls: false });
  expect(JSON.stringify(await getMailAccount(viewer))).not.toContain("secret-word");
  await expect(revealMailAccount(owner)).rejects.toMatchObject({ code: "credential.sealed" });
  await expect(revealMailAccount(viewer)).rejects.toMatchObject({ code: "permission.missing" });
  await expect(revealMailAccount({ ...job, workspaceId: stranger.workspaceId })).rejects.toMatchObject({
    code: "mail_account.none",
  });
});
