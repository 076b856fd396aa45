import { randomBytes } from "node:crypto";
import { readdir, readFile as readFromDisk, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { resolveExecution } from "@/lib/autopilot/actions/resolve-execution";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { getApproval } from "@/lib/company/approvals/get-approval";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import { findAssets } from "@/lib/company/assets/find-assets";
import { keepFile } from "@/lib/company/assets/keep-file";
import { readFile } from "@/lib/company/assets/read-file";
import { saveIntegration } from "@/lib/company/integrations/save-integration";
import { checkEmail } from "@/lib/company/mail/actions/check-email";
import { handOverEmail } from "@/lib/company/mail/actions/hand-over-email";
import { lookAgain } from "@/lib/company/mail/actions/look-again";
import { lookUpEmail } from "@/lib/company/mail/actions/look-up-email";
import { prepareEmail } from "@/lib/company/mail/actions/prepare-email";
import { settleEmail } from "@/lib/company/mail/actions/settle-email";
import { getMailThread } from "@/lib/company/mail/get-mail-thread";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { parseMessage } from "@/lib/company/mail/parse-message";
import { CheckReceipt } from "@/lib/company/receipts/jobs";
import { listReceipts } from "@/lib/company/receipts/list-receipts";
import { env } from "@/lib/platform/env";
import { createMailWorld, rawMail, type MailWorld } from "../../../../factories/mail-world";
import type { Company } from "../../../../factories/test-world";
import { ResendServer, type KeptEmail } from "../../../../support/resend-server";

let world: MailWorld;
let company: Company;
let address: string;
const resend = new ResendServer();
beforeAll(async () => {
  world = await createMailWorld({
    RESEND_API_URL: await resend.start(),
    LOCAL_MODE: "true",
    PROJECT_INTEGRATION_ENCRYPTION_KEY: randomBytes(32).toString("hex"),
  });
});
beforeEach(async () => {
  company = await world.company();
  address = await world.address(company);
  Object.assign(resend, { mode: "works", honoursKeys: true, maySendOnly: false });
  resend.emails.length = 0;
  resend.requests = 0;
});
afterAll(async () => {
  resend.stop();
  await world.close();
});

const EMAIL = {
  to: ["lena@customer.example"],
  subject: "A call",
  text: "Hello Lena,\n\nshall we talk on Tuesday? Ümläuts too.",
};
const propose = (payload: JsonObject = EMAIL, kind = "email.send") =>
  proposeAction(company.owner, { projectId: company.projectId, action_type: kind, payload });
async function approve(payload?: JsonObject, kind?: string): Promise<string> {
  const { id, version } = await propose(payload, kind);
  const earlier = { ...company.owner, now: () => new Date(Date.now() - 31_000) };
  await decideApproval(earlier, { approvalId: id, version, decision: "approved", via: "app" });
  return id;
}
const execute = (approvalId: string) => executeApproval(company.job, { approvalId, version: 1 });
const state = async (approvalId: string) => (await getApproval(company.owner, { approvalId })).state;
async function check(approvalId: string) {
  const { data } = await listReceipts(company.owner, { projectId: company.projectId, limit: 200 });
  const receipt = data.find(({ approval_id }) => approval_id === approvalId);
  return checkReceipt(company.job, { receiptId: receipt?.id ?? "" });
}
const outbox = () => join(env().GREENLIGHT_HOME, "outbox");
const files = async (): Promise<string[]> =>
  (await readdir(outbox()).catch(() => [])).filter((name) => name.endsWith(".eml"));
async function newest(before: string[]) {
  const [name = ""] = (await files()).filter((file) => !before.includes(file));
  return {
    path: join(outbox(), name),
    message: await parseMessage(await readFromDisk(join(outbox(), name)), { contents: true }),
  };
}
const rows = async () =>
  (await world.admin.query("select * from outbound_email_messages where workspace_id = $1", [company.workspaceId]))
    .rows;
const lines = async (type: string) =>
  (await world.ledger(company.workspaceId)).filter(({ event_type }) => event_type === type);

test("each part asks for the permission first", async () => {
  const { viewer } = company;
  for (const part of [handOverEmail, settleEmail, lookUpEmail, lookAgain, prepareEmail] as unknown as ((
    ctx: unknown,
    of: unknown,
  ) => Promise<unknown>)[]) {
    await expect(part(viewer, {})).rejects.toMatchObject({ code: "permission.missing" });
  }
  expect([checkEmail, findAssets, readFile]).toHaveLength(3);
});

describe("the outbox of this machine", () => {
  test("an approved email leaves once as the bytes that were approved, and the checker finds it there", async () => {
    const before = await files();
    const file = await keepFile(company.owner, {
      projectId: company.projectId,
      name: "a.txt",
      type: "text/plain",
      content: Buffer.from("chart"),
    });
    const attachments = [{ asset_id: file.id, sha256: file.sha256 ?? "" }];
    const id = await approve({ ...EMAIL, bcc: ["boss@customer.example"], attachments });
    expect(await files()).toEqual(before);
    await Promise.all([execute(id), execute(id)]);
    await execute(id);
    const { message } = await newest(before);
    expect(message.from).toMatchObject({ address });
    expect(message.text.trim()).toBe(EMAIL.text);
    expect(message.attachments).toMatchObject([{ name: "a.txt" }]);
    const header = (name: string) => message.headers.filter((one) => one.name === name).map(({ value }) => value);
    expect(header("reply-to")[0]).toMatch(new RegExp(`^${address.replace("@", "\\+[a-z2-7]{10}\\.[a-z2-7]{20}@")}$`));
    expect([header("to"), header("bcc")]).toEqual([["lena@customer.example"], []]);
    expect(header("delivered-to").toSorted()).toEqual(["boss@customer.example", "lena@customer.example"]);
    const [row] = await rows();
    expect(row).toMatchObject({
      status: "sent",
      provider: "outbox",
      message_id: message.messageId,
      idempotency_key: `${id}:1`,
    });
    expect(await lines("email.outbound.sent")).toHaveLength(1);
    expect(await check(id)).toMatchObject({ verdict: "verified" });
    expect(await state(id)).toBe("verified");
  });

  const LIES: [string, (path: string) => Promise<void>][] = [
    ["is gone", (path) => rm(path)],
    ["has another recipient", (path) => change(path, "Delivered-To: lena@", "Delivered-To: eve@")],
    ["has another subject", (path) => change(path, "Subject: A call", "Subject: B call")],
    ["has another text", (path) => change(path, "Tuesday", "Sunday")],
  ];
  const change = async (path: string, from: string, to: string): Promise<void> => {
    await writeFile(path, (await readFromDisk(path, "utf8")).replaceAll(from, to));
  };
  test.each(LIES)("an email that %s is contradicted", async (_case, spoil) => {
    const before = await files();
    const id = await approve();
    await execute(id);
    await spoil((await newest(before)).path);
    expect(await check(id)).toMatchObject({ verdict: "contradicted" });
  });

  test("a sending that broke off after its row is told by the file: there, or not", async () => {
    const [sent, lost] = [await approve(), await approve({ ...EMAIL, subject: "Another" })];
    for (const id of [sent, lost]) {
      await execute(id);
      await world.admin.query(
        "update outbound_email_messages set status = 'sending', provider_message_id = null where idempotency_key = $1",
        [`${id}:1`],
      );
      await world.admin.query("update approvals set state = 'unknown' where id = $1", [id]);
      await world.admin.query("update action_executions set state = 'unknown' where approval_id = $1", [id]);
    }
    const { rows: kept } = await world.admin.query(
      "select message_id from outbound_email_messages where idempotency_key = $1",
      [`${lost}:1`],
    );
    for (const name of await files()) {
      if ((await readFromDisk(join(outbox(), name), "utf8")).includes(String(kept[0].message_id)))
        await rm(join(outbox(), name));
    }
    for (const id of [sent, lost]) await resolveExecution(company.job, { approvalId: id });
    expect(await Promise.all([sent, lost].map(state))).toEqual(["executed", "failed"]);
  });
});

describe("answers", () => {
  test("an answer goes to the conversation's person with its subject and references, and what they write back is filed there", async () => {
    await world.deliver(rawMail({ to: address, subject: "Offer", id: "first" }), address);
    await world.work(company);
    const [thread] = (await listMailThreads(company.owner, { projectId: company.projectId, limit: 5 })).data;
    const before = await files();
    const id = await approve({ thread_id: thread!.id, text: "It costs ten." }, "email.reply");
    await execute(id);
    const { message } = await newest(before);
    expect(message).toMatchObject({ subject: "Re: Offer", inReplyTo: ["<first@buyer.example>"] });
    await world.deliver(
      rawMail({ to: address, subject: "Something", headers: [`In-Reply-To: ${message.messageId}`] }),
      address,
    );
    await world.work(company);
    const detail = await getMailThread(company.owner, { projectId: company.projectId, threadId: thread!.id });
    expect(detail.sent).toMatchObject([{ status: "sent", text: "It costs ten." }]);
    expect(detail.received.map(({ matched_by, evidence }) => [matched_by, evidence])).toEqual([
      ["new", "unknown_sender"],
      ["in_reply_to", "known_contact"],
    ]);
  });

  test("a message that arrives before it leaves voids the approval", async () => {
    await world.deliver(rawMail({ to: address, subject: "Offer" }), address);
    await world.work(company);
    const [thread] = (await listMailThreads(company.owner, { projectId: company.projectId, limit: 5 })).data;
    const id = await approve({ thread_id: thread!.id, text: "Yes" }, "email.reply");
    await world.deliver(rawMail({ to: thread!.reply_address, text: "Wait, no." }), thread!.reply_address);
    await world.work(company);
    const before = await files();
    await execute(id);
    expect([await state(id), await files()]).toEqual(["revised", before]);
  });
});

describe("the do-not-contact list", () => {
  test("refuses the proposal, and an approved email does not leave", async () => {
    const id = await approve();
    await world.admin.query(
      "insert into suppressions (workspace_id, email, reason, source) values ($1, '@customer.example', 'manual', 'manual')",
      [company.workspaceId],
    );
    await expect(propose()).rejects.toMatchObject({ code: "email.suppressed" });
    await expect(propose({ ...EMAIL, to: ["x@y.example"], bcc: EMAIL.to })).rejects.toMatchObject({
      code: "email.suppressed",
    });
    const before = await files();
    await execute(id);
    expect([await state(id), await files()]).toEqual(["revised", before]);
  });
});

const anotherEmail = (n: number): KeptEmail => ({
  id: `other-${n}`,
  key: `other-${n}`,
  body: { ...EMAIL, reply_to: "other@elsewhere.example" },
  last_event: "sent",
  created_at: new Date().toISOString(),
});

describe("Resend", () => {
  const connect = () =>
    saveIntegration(company.owner, {
      projectId: company.projectId,
      provider: "resend",
      enabled: true,
      config: { api_key: "re_own_key", from: "hello@acme.example" },
    });
  beforeEach(async () => {
    await world.admin.query("delete from project_integrations where workspace_id = $1", [company.workspaceId]);
    await connect();
  });

  test("an email leaves by the company's own account with our key, and is checked by the provider's record", async () => {
    const approval = await propose();
    expect(approval).toMatchObject({ account_label: "from hello@acme.example (your Resend)" });
    const id = await approve();
    await execute(id);
    expect(resend.emails).toMatchObject([
      {
        key: `${id}:1`,
        body: {
          to: EMAIL.to,
          subject: EMAIL.subject,
          text: EMAIL.text,
          from: expect.stringContaining("<hello@acme.example>"),
        },
      },
    ]);
    expect(resend.emails[0]!.body.reply_to).toContain(`@${address.split("@")[1]}`);
    expect(await check(id)).toMatchObject({ verdict: "verified" });
    const event = {
      type: "email.bounced",
      data: { email_id: resend.emails[0]!.id, bounce: { message: "No such mailbox" } },
    };
    await world.admin.query("delete from pgboss.job where name = $1", [CheckReceipt.name]);
    for (const _ of [1, 2]) await world.resend(event);
    const looks = (await world.jobs(company.workspaceId)).filter(({ name }) => name === CheckReceipt.name);
    expect(looks).toHaveLength(1);
    await world.resend({ type: "email.delivered", data: event.data });
    expect(await lines("email.outbound.bounced")).toHaveLength(1);
    const flipped = await checkReceipt(company.job, CheckReceipt.payload.parse(looks[0]?.data));
    expect(flipped).toMatchObject({ approval_id: id, verdict: "contradicted" });
  });

  test("a delay and an opening are facts of the receipt, told once, and change no verdict", async () => {
    const id = await approve();
    await execute(id);
    const data = { email_id: resend.emails[0]!.id };
    for (const type of ["email.delivery_delayed", "email.opened", "email.opened", "email.delivery_delayed"])
      await world.resend({ type, data });
    for (const fact of ["delayed", "opened"]) expect(await lines(`email.outbound.${fact}`), fact).toHaveLength(1);
    const receipt = await check(id);
    expect(receipt).toMatchObject({ verdict: "verified" });
    const { rows: seen } = await world.admin.query("select observed from receipt_checks where receipt_id = $1", [
      receipt.id,
    ]);
    expect(seen[0].observed).toMatchObject({ delayed_at: expect.any(String), opened_at: expect.any(String) });
    await world.resend({ type: "email.complained", data });
    expect(await lines("email.outbound.complained")).toHaveLength(1);
    expect(await check(id)).toMatchObject({ verdict: "contradicted" });
  });

  test("an answer that never came is looked up by the same key: one email, whatever arrived", async () => {
    for (const mode of ["dies_after", "dies_before", "busy"] as const) {
      resend.mode = mode;
      resend.emails.length = 0;
      const id = await approve({ ...EMAIL, subject: mode });
      await execute(id);
      expect(await state(id), mode).toBe("unknown");
      resend.mode = "works";
      await resolveExecution(company.job, { approvalId: id });
      expect(await state(id), mode).toBe("executed");
      expect(resend.emails, mode).toHaveLength(1);
    }
  });

  test("an email whose answer never came is found in the provider's list: one email, even where keys are ignored", async () => {
    for (const [honoursKeys, maySendOnly] of [
      [false, false],
      [true, false],
      [true, true],
    ] as const) {
      Object.assign(resend, { mode: "dies_after", honoursKeys, maySendOnly });
      resend.emails.length = 0;
      const id = await approve({ ...EMAIL, subject: `${honoursKeys} ${maySendOnly}` });
      await execute(id);
      resend.mode = "works";
      resend.emails.push(...Array.from({ length: 150 }, (_, n) => anotherEmail(n)));
      for (const _ of [1, 2]) await resolveExecution(company.job, { approvalId: id });
      expect(await state(id)).toBe("executed");
      expect(resend.emails.filter(({ key }) => key === `${id}:1`)).toHaveLength(1);
      expect((await rows()).every(({ status }) => status === "sent")).toBe(true);
    }
  });

  test("a provider that does not answer is asked again later, and nothing is sent meanwhile", async () => {
    Object.assign(resend, { mode: "dies_before" });
    const id = await approve();
    await execute(id);
    resend.mode = "down";
    const { requests } = resend;
    await resolveExecution(company.job, { approvalId: id });
    expect([await state(id), resend.requests]).toEqual(["unknown", requests]);
  });

  test("a refusal is a failure with the provider's words, and nothing is claimed", async () => {
    resend.mode = "refuses";
    const id = await approve();
    await execute(id);
    expect(await state(id)).toBe("failed");
    expect(await rows()).toMatchObject([{ status: "failed", words: "Resend: The domain is not verified." }]);
    expect(await lines("email.outbound.failed")).toHaveLength(1);
  });

  test("a provider that says yes and has no such email is contradicted", async () => {
    resend.mode = "lies";
    const id = await approve();
    await execute(id);
    expect(await state(id)).toBe("executed");
    expect(await check(id)).toMatchObject({ verdict: "contradicted" });
  });

  test("an email that was approved for one account does not leave by another", async () => {
    const id = await approve();
    await world.admin.query("delete from project_integrations where workspace_id = $1", [company.workspaceId]);
    await execute(id);
    expect([await state(id), resend.requests]).toEqual(["revised", 0]);
  });
});

test("Resend was asked only what it describes", () => {
  expect(resend.violations).toEqual([]);
});

test.each([
  [{ to: [] }, "to"],
  [{ to: ["no address"] }, "to"],
  [{ subject: "two\r\nBcc: eve@evil.example" }, "subject"],
  [{ text: "" }, "text"],
  [{ headers: { Bcc: "eve@evil.example" } }, "headers"],
  [{ attachments: [{ asset_id: crypto.randomUUID(), sha256: "x" }] }, "sha256"],
])("a payload with %j is refused", async (wrong, named) => {
  await expect(propose({ ...EMAIL, ...wrong } as JsonObject)).rejects.toThrow(named);
});

test("an attachment that is not the company's, or another content, is refused", async () => {
  const elsewhere = await world.company();
  const content = Buffer.from("theirs");
  const theirs = await keepFile(elsewhere.owner, {
    projectId: elsewhere.projectId,
    name: "a.txt",
    type: "text/plain",
    content,
  });
  for (const sha256 of [theirs.sha256 ?? "", "0".repeat(64)]) {
    const wanted = { ...EMAIL, attachments: [{ asset_id: theirs.id, sha256 }] };
    await expect(propose(wanted)).rejects.toMatchObject({ code: "email.attachment_changed" });
  }
});
