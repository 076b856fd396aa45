import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { beginGmailConsent } from "@/lib/outreach/mailbox/begin-gmail-consent";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import { saveMailAccount } from "@/lib/outreach/mailbox/save-mail-account";
import { SaveMailAccount } from "@/lib/outreach/mailbox/schemas";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { withoutLedger } from "../email-world";

vi.mock("@/lib/providers/mail/select", async (real) =>
  (await import("../../../support/closed-internet")).withoutInternet(await real()),
);

const SECRET = "correct-horse-battery";
// An address, so that no test asks a name server.
const server = { host: "8.8.8.8", port: 587, secure: false, user: "jo@example.com", password: SECRET };
const account = { type: "smtp", use_test_mailbox: false, data: server } as const;

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld({ DIGITALOCEAN_API_TOKEN: "cloud" });
});
afterAll(() => world.close());

const auditOf = async (workspaceId: string): Promise<Record<string, unknown>[]> =>
  (await world.admin.query("select * from governance_audit_log where workspace_id = $1 order by seq", [workspaceId]))
    .rows;

const everythingStored = async ({ workspaceId }: Company): Promise<string> => {
  const { rows } = await world.admin.query("select * from genesis.credential_store where workspace_id = $1", [
    workspaceId,
  ]);
  return JSON.stringify([
    rows,
    await auditOf(workspaceId),
    await world.ledger(workspaceId),
    await world.jobs(workspaceId),
  ]);
};

test("the account is saved sealed, shown masked, told in the ledger", async () => {
  const company = await world.company();
  const saved = await saveMailAccount(company.owner, account);
  expect(saved.masked).toEqual({
    preview: "8.8.8.8 · j•••@example.com",
    host: "8.8.8.8",
    port: 587,
    secure: false,
    user: "j•••@example.com",
  });
  expect((await auditOf(company.workspaceId)).at(-1)).toMatchObject({
    action: "mail_account.saved",
    target_id: saved.credential_id,
    after: { preview: "8.8.8.8 · j•••@example.com", test_mailbox: false },
  });
  expect(await findMailAccount(company.owner)).toMatchObject({
    provider: "smtp",
    credentialId: saved.credential_id,
    usesTestMailbox: false,
  });
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "mail_account.tested",
    message: `The test of the mail account failed: ${saved.test.message}`,
  });
  expect((await world.ledger(company.workspaceId)).at(-2)).toMatchObject({
    event_type: "mail_account.saved",
    message: "Mail will be sent through the SMTP account 8.8.8.8 · j•••@example.com.",
  });
  const stored = await everythingStored(company);
  expect(stored).not.toContain(SECRET);
  expect(stored).not.toContain("jo@example.com");
});

test("saving again replaces the account and keeps its id", async () => {
  const { owner } = await world.company();
  const first = await saveMailAccount(owner, account);
  const second = await saveMailAccount(owner, { ...account, data: { ...server, user: "ada@example.com" } });
  expect(second.credential_id).toBe(first.credential_id);
  expect(second.masked.preview).toBe("8.8.8.8 · a•••@example.com");
});

test.each([
  "10.0.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "127.0.0.1",
  "2130706433",
  "::1",
  "::ffff:10.0.0.1",
  "0.0.0.0",
])("an account at %s, inside a private network, is refused", async (host) => {
  const { owner } = await world.company();
  const refused = saveMailAccount(owner, { ...account, data: { ...server, host } });
  await expect(refused).rejects.toMatchObject({
    kind: "invalid",
    code: "mail_account.private_host",
    details: { field: "data.host" },
  });
  await expect(refused).rejects.not.toThrow(SECRET);
  expect(await findMailAccount(owner)).toBeNull();
});

test("without a built-in mailbox asking for one says so", async () => {
  const { owner } = await world.company();
  await expect(saveMailAccount(owner, { type: "smtp", use_test_mailbox: true })).rejects.toMatchObject({
    kind: "impossible",
    code: "test_mailbox.none",
  });
});

test("without Google's keys there is no Gmail to connect", async () => {
  const { owner } = await world.company();
  await expect(beginGmailConsent(owner, { purpose: "mail_account" })).rejects.toMatchObject({
    kind: "not_found",
    code: "gmail.not_configured",
  });
});

test("a viewer may not, a stranger's account stays theirs", async () => {
  const { owner, viewer, stranger } = await world.company();
  await saveMailAccount(stranger, account);
  await expect(saveMailAccount(viewer, account)).rejects.toMatchObject({ code: "permission.missing" });
  expect(await findMailAccount(owner)).toBeNull();
});

test("when the ledger cannot be written, nothing is saved", async () => {
  const company = await world.company();
  await expect(withoutLedger(world, () => saveMailAccount(company.owner, account))).rejects.toThrow();
  expect(await findMailAccount(company.owner)).toBeNull();
  expect(await everythingStored(company)).not.toContain("8.8.8.8");
});

test.each([
  { use_test_mailbox: true },
  { data: { use_test_mailbox: true } },
  { use_test_mailbox: true, data: { host: "" } },
])("%j asks for the built-in mailbox", (input) => {
  expect(SaveMailAccount.parse({ type: "smtp", ...input })).toEqual({ type: "smtp", use_test_mailbox: true });
});

test.each([
  ["data.host", { ...server, host: "https://smtp.example.com/" }],
  ["data.host", { ...server, host: "smtp.example.com\r\nRCPT TO" }],
  ["data.port", { ...server, port: 0 }],
  ["data.port", { ...server, port: "many" }],
  ["data.secure", { ...server, secure: "yes" }],
  ["data.user", { ...server, user: "" }],
  ["data.password", { ...server, password: `${SECRET}\r\n` }],
])("%s is refused by name, without saying what was typed", (field, data) => {
  const { error } = SaveMailAccount.safeParse({ type: "smtp", data });
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual([field]);
  expect(JSON.stringify(error)).not.toContain(SECRET);
});
