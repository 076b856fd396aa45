import { afterAll, beforeAll, expect, test } from "vitest";
import { checkMailAccount } from "@/lib/outreach/mailbox/check-mail-account";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { startSmtpServer, type Listening } from "../../providers/mail/smtp/smtp-server-double";

let world: TestWorld;
let server: Listening;
beforeAll(async () => {
  server = await startSmtpServer();
  const mailbox = { TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: String(server.port), OUTBOX_DIR: "/nowhere" };
  world = await createTestWorld({ ...mailbox, DIGITALOCEAN_API_TOKEN: "cloud" });
});
afterAll(async () => {
  await world.close();
  await server.stop();
});

const typed = () => {
  const data = { host: "127.0.0.1", port: server.port, secure: false, user: "jo", password: "right" };
  return { type: "smtp", use_test_mailbox: false, data } as const;
};

test("the built-in mailbox answers, and nothing is saved", async () => {
  const { owner, workspaceId } = await world.company();
  const before = await world.ledger(workspaceId);
  expect(await checkMailAccount(owner, { type: "smtp", use_test_mailbox: true })).toEqual({ ok: true });
  expect(await findMailAccount(owner)).toBeNull();
  expect(await world.ledger(workspaceId)).toEqual(before);
});

test("the same address typed by a founder is a private one and is not connected to", async () => {
  const { owner } = await world.company();
  expect(await checkMailAccount(owner, typed())).toMatchObject({ ok: false, stage: "dns" });
});

test("a viewer may not make us connect anywhere", async () => {
  const { viewer } = await world.company();
  await expect(checkMailAccount(viewer, typed())).rejects.toMatchObject({ code: "permission.missing" });
});
