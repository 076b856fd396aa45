import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { takeReply } from "@/lib/metering/events/take-reply";
import { parseMessage } from "@/lib/company/mail/parse-message";
import { addMailbox } from "@/lib/outreach/mailbox/add-mailbox";
import { connectReplies } from "@/lib/outreach/mailbox/connect-replies";
import { disconnectReplies } from "@/lib/outreach/mailbox/disconnect-replies";
import { forgetReplyAccount } from "@/lib/outreach/mailbox/forget-reply-account";
import { listMailboxes } from "@/lib/outreach/mailbox/list-mailboxes";
import { mailUnreadReplies } from "@/lib/outreach/mailbox/mail-unread-replies";
import { noteReading } from "@/lib/outreach/mailbox/note-reading";
import { noteUnread } from "@/lib/outreach/mailbox/note-unread";
import { openReplyAccount } from "@/lib/outreach/mailbox/open-reply-account";
import { passOverMessage } from "@/lib/outreach/mailbox/pass-over-message";
import { readReplies } from "@/lib/outreach/mailbox/read-replies";
import { sweepReplyMailboxes } from "@/lib/outreach/mailbox/sweep-reply-mailboxes";
import { takeTurn } from "@/lib/outreach/mailbox/take-turn";
import { testMailAccount } from "@/lib/outreach/mailbox/test-mail-account";
import { removeMailbox } from "@/lib/outreach/sequence/remove-mailbox";
import { withTransaction } from "@/lib/platform/transaction";
import { jobCtx } from "../../../factories/test-world";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { sendOthers } from "../mailbox-world";
import { passTime, setPacing } from "../paced-world";
import { replyMailboxOf, type ReplyMailbox } from "../reply-mailbox-world";
import { createEngineWorld, type EngineWorld } from "../sequence/engine-world";

let outbox: string;
let world: EngineWorld;
let mail: RecipientServer;
let of: ReplyMailbox;
beforeAll(async () => {
  outbox = await mkdtemp(join(tmpdir(), "replies-"));
  world = await createEngineWorld({
    LOCAL_MODE: "true",
    TEST_MAILBOX_HOST: "127.0.0.1",
    TEST_MAILBOX_PORT: "2525",
    OUTBOX_DIR: outbox,
  });
  mail = await startRecipientServer({ refuse: new Set() });
});
beforeEach(async () => {
  of = await replyMailboxOf(world, mail);
});
afterEach(() => of.imap.stop());
afterAll(async () => {
  await mail.stop();
  await world.close();
  await rm(outbox, { recursive: true });
});

const row = async () => (await listMailboxes(of.sender.company.owner)).find(({ mailbox }) => mailbox === of.mailbox);
const hears = async (): Promise<boolean | undefined> => (await row())?.pacing.replies_heard;
const lines = async (): Promise<string[]> =>
  (await world.ledger(of.sender.company.workspaceId)).map(({ event_type }) => event_type);
const bells = async (): Promise<string[]> =>
  (await listNotifications(of.sender.company.owner, { limit: 20 })).data.map(({ type }) => type);
const set = (columns: string): Promise<unknown> =>
  world.admin.query(`update genesis.reply_mailboxes set ${columns} where workspace_id = $1`, [
    of.sender.company.workspaceId,
  ]);
const jobsNamed = async (name: string) =>
  (await world.jobs(of.sender.company.workspaceId)).filter((job) => job.name === name);

test("an account is saved sealed with its test; once it is read, follow-ups go on without the founder's word", async () => {
  const { owner, workspaceId } = of.sender.company;
  await setPacing(world, of.sender, "replies_read_since = now()");
  await readReplies(owner, { read_by_founder: true, mailbox: of.mailbox });
  const { mailbox, test: tested } = await of.connect();
  expect(tested).toMatchObject({ protocol: "imap", ok: true });
  expect(mailbox.pacing).toMatchObject({ replies_heard: false, replies_read_since: null });
  expect(mailbox.replies).toMatchObject({ account: "127.0.0.1 · j••• · unencrypted", read_at: null, problem: null });
  const stored = await world.admin.query("select * from genesis.credential_store where workspace_id = $1", [
    workspaceId,
  ]);
  expect(JSON.stringify(stored.rows)).not.toContain('"right"');
  expect(await lines()).toContain("mailbox.replies_connected");

  await passTime(world, of.sender, 3_600_000);
  await of.sender.claim(2);
  expect(await sendOthers(world, of.sender)).toBe(0);
  await of.read();
  expect(await hears()).toBe(true);
  await of.sender.claim(2);
  expect(await sendOthers(world, of.sender)).toBeGreaterThan(0);

  // The evidence grows old.
  await set("read_at = now() - interval '241 minutes'");
  expect(await hears()).toBe(false);
});

test("without a login of its own it is the one that sends; a wrong one is saved and named as not working", async () => {
  const data = { host: "127.0.0.1", port: of.imap.port, secure: false, encryption: "none" } as const;
  const { owner } = of.sender.company;
  const { test: tested } = await connectReplies(owner, { mailbox: of.mailbox, type: "imap", data });
  // The account of the world that sends has the password x.
  expect(of.imap.logins.at(-1)).toMatch(/ "?x"?$/);
  expect(tested).toMatchObject({ ok: false, stage: "auth", message: expect.stringContaining("Invalid credentials") });
  await expect(
    connectReplies(owner, { mailbox: of.mailbox, type: "imap", data: { ...data, host: "10.0.0.5" } }),
  ).rejects.toMatchObject({ code: "mail_account.private_host" });
  await expect(connectReplies(owner, { mailbox: 1, type: "imap", data })).rejects.toMatchObject({
    code: "mailbox.first",
  });
  await expect(connectReplies(owner, { mailbox: 9, type: "imap", data })).rejects.toMatchObject({
    code: "mailbox.not_found",
  });
  await expect(
    connectReplies(of.sender.company.viewer, { mailbox: of.mailbox, type: "imap", data }),
  ).rejects.toMatchObject({ code: "permission.missing" });
  await expect(
    connectReplies(of.sender.company.stranger, { mailbox: of.mailbox, type: "imap", data }),
  ).rejects.toMatchObject({ code: "mailbox.not_found" });
});

test("a password that is wrong later is told once, by bell and email, and follow-ups wait until it is right again", async () => {
  const { owner, workspaceId } = of.sender.company;
  await of.connect();
  await of.read();
  of.imap.state.password = "changed";
  await of.read();
  expect(await row()).toMatchObject({
    replies: { problem: expect.stringContaining("Invalid credentials"), holds_follow_ups: false },
    pacing: { replies_heard: true },
  });
  await of.read();
  await of.read();
  expect(await row()).toMatchObject({ replies: { holds_follow_ups: true }, pacing: { replies_heard: false } });
  expect((await bells()).filter((type) => type === "reply_mailbox.unread")).toHaveLength(1);
  expect((await lines()).filter((type) => type === "mailbox.replies_unread")).toHaveLength(1);
  const [job, ...others] = await jobsNamed("mailbox.mail_unread_replies");
  expect(others).toEqual([]);
  const told = job?.data as { mailbox: number; toldAt: string };
  await mailUnreadReplies(jobCtx(owner), told);
  await mailUnreadReplies(jobCtx(owner), told);
  const emails = async (): Promise<string[]> => {
    const texts = (await readdir(outbox)).map((file) => readFile(join(outbox, file), "utf8"));
    return (await Promise.all(texts)).filter((text) => text.includes(workspaceId));
  };
  expect(await emails()).toEqual([expect.stringContaining("cannot be read")]);

  await of.connect("changed");
  await set("told_at = now()");
  await of.read();
  expect(await row()).toMatchObject({ replies: { problem: null }, pacing: { replies_heard: true } });
  expect(await bells()).toContain("reply_mailbox.recovered");
  // A trouble that is over is not told by email any more.
  await mailUnreadReplies(jobCtx(owner), { ...told, toldAt: new Date().toISOString() });
  expect(await emails()).toHaveLength(1);
});

test("a server that is away for an hour changes nothing for follow-ups", async () => {
  await of.connect();
  await of.read();
  await of.imap.stop();
  await of.read();
  await set("failing_since = failing_since - interval '61 minutes', read_at = read_at - interval '61 minutes'");
  await of.read();
  expect(await row()).toMatchObject({
    replies: { holds_follow_ups: false, problem: expect.stringContaining("did not take the connection") },
    pacing: { replies_heard: true },
  });
  await set("failing_since = failing_since - interval '60 minutes'");
  await of.read();
  expect(await hears()).toBe(false);
});

test("a sweep hands out each due mailbox once, not of a frozen workspace, and again when its job is lost", async () => {
  const { workspaceId } = of.sender.company;
  await of.connect();
  await Promise.all([sweepReplyMailboxes(world.system()), sweepReplyMailboxes(world.system())]);
  expect(await jobsNamed("mailbox.read_reply_mailbox")).toMatchObject([{ data: { workspaceId, mailbox: of.mailbox } }]);
  expect(await sweepReplyMailboxes(world.system())).not.toContain(workspaceId);
  const later = { ...world.system(), now: () => new Date(Date.now() + 6 * 60_000) };
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [workspaceId]);
  expect(await sweepReplyMailboxes(later)).not.toContain(workspaceId);
  await world.admin.query("update workspaces set status = 'active' where id = $1", [workspaceId]);
  expect(await sweepReplyMailboxes(later)).toContain(workspaceId);
});

test("before its first email a mailbox is not read, and one on the test mailbox cannot be connected", async () => {
  const { owner } = of.sender.company;
  await of.connect();
  await world.admin.query("update genesis.sequence_emails set mailbox = 1 where workspace_id = $1 and mailbox = $2", [
    of.sender.company.workspaceId,
    of.mailbox,
  ]);
  expect(await openReplyAccount(jobCtx(owner), { mailbox: of.mailbox })).toBeNull();
  const logins = of.imap.logins.length;
  await of.read();
  expect(of.imap.logins).toHaveLength(logins);
  expect(await of.replies()).toMatchObject({ waits_for_email: true });
  await expect(openReplyAccount(owner, { mailbox: of.mailbox })).resolves.toBeNull();
});

test("a reading of the account before, or of a place that is behind, changes nothing", async () => {
  const { owner } = of.sender.company;
  await of.connect();
  const stale = await openReplyAccount(jobCtx(owner), { mailbox: of.mailbox });
  await of.connect();
  const opened = await openReplyAccount(jobCtx(owner), { mailbox: of.mailbox });
  const place = { uidValidity: "1", uid: 5 };
  const inTx = <T>(run: Parameters<typeof withTransaction<T>>[1]) => withTransaction(jobCtx(owner), run);
  expect(await inTx((tx) => takeTurn(tx, stale!, place))).toBe(false);
  await inTx((tx) => noteUnread(tx, stale!, { stage: "auth", message: "No." }));
  await inTx((tx) => noteReading(tx, { ...stale!, place, isMore: false }));
  expect(await inTx((tx) => passOverMessage(tx, stale!, place))).toBe(false);
  expect(await of.replies()).toMatchObject({ read_at: null, problem: null });
  expect(await inTx((tx) => takeTurn(tx, opened!, place))).toBe(true);
  expect(await inTx((tx) => takeTurn(tx, opened!, place))).toBe(false);
  expect(await inTx((tx) => takeTurn(tx, opened!, { ...place, uid: 4 }))).toBe(false);
  expect(await inTx((tx) => takeTurn(tx, opened!, { uidValidity: "2", uid: 4 }))).toBe(true);
});

test("a message is taken with the caller's transaction or not at all", async () => {
  const { email, messageId, leadId } = of.mailed[0]!;
  const message = await parseMessage(Buffer.from(`From: ${email}\r\nIn-Reply-To: ${messageId}\r\n\r\nCall me`));
  const fail = withTransaction(of.sender.engine, async (tx) => {
    await takeReply(tx, { message, campaignId: undefined });
    throw new Error("killed");
  });
  await expect(fail).rejects.toThrow("killed");
  expect(await of.leadStatus(leadId)).toBe("active");
});

test("the test of a mailbox tests where its answers arrive, and has it read at once", async () => {
  const { owner } = of.sender.company;
  await of.connect("wrong");
  await set("next_read_at = now() + interval '1 hour'");
  expect(await testMailAccount(owner, { mailbox: of.mailbox })).toMatchObject([
    { protocol: "smtp", ok: true },
    { protocol: "imap", ok: false },
  ]);
  expect(await sweepReplyMailboxes(world.system())).not.toContain(of.sender.company.workspaceId);
  of.imap.state.password = "wrong";
  expect(await testMailAccount(owner, { mailbox: of.mailbox })).toMatchObject([{ ok: true }, { ok: true }]);
  expect(await sweepReplyMailboxes(world.system())).toContain(of.sender.company.workspaceId);
});

test("to stop reading, and to remove the mailbox, deletes the password; a founder's word is asked again", async () => {
  const { owner, viewer, workspaceId } = of.sender.company;
  const passwords = async (): Promise<number> => {
    const { rows } = await world.admin.query(
      "select from genesis.credential_store where workspace_id = $1 and type = 'imap'",
      [workspaceId],
    );
    return rows.length;
  };
  await of.connect();
  await of.read();
  await expect(disconnectReplies(viewer, { mailbox: of.mailbox })).rejects.toMatchObject({
    code: "permission.missing",
  });
  expect(await disconnectReplies(owner, { mailbox: of.mailbox })).toMatchObject({
    replies: null,
    pacing: { replies_heard: false },
  });
  await disconnectReplies(owner, { mailbox: of.mailbox });
  expect((await lines()).filter((type) => type === "mailbox.replies_disconnected")).toHaveLength(1);
  expect(await passwords()).toBe(0);

  await of.connect();
  await removeMailbox(owner, { mailbox: of.mailbox });
  expect(await passwords()).toBe(0);
  expect(await withTransaction(jobCtx(owner), (tx) => forgetReplyAccount(tx, of.mailbox))).toBe(false);
  await of.read();
});

test("the mailboxes of a workspace are read apart", async () => {
  const { owner } = of.sender.company;
  await of.connect();
  await of.read();
  const third = await addMailbox(owner, {
    sender_name: "Third",
    sender_email: "third@example.com",
    daily_limit: 10,
    account: {
      type: "smtp",
      use_test_mailbox: false,
      data: { host: "127.0.0.1", port: mail.port, secure: false, encryption: "none", user: "third", password: "x" },
    },
  });
  expect(third).toMatchObject({ replies: null, pacing: { replies_heard: false } });
  expect(await hears()).toBe(true);
});
