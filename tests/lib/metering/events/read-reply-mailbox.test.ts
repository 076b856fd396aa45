import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { listNotifications } from "@/lib/foundation/notifications/list-notifications";
import { explainLead } from "@/lib/outreach/campaigns/explain-lead";
import { getPool } from "@/lib/platform/db";
import { dyingDatabase, type Death } from "../../../support/dying-database";
import { startRecipientServer, type RecipientServer } from "../../../support/recipient-server";
import { replyMailboxOf, type ReplyMailbox } from "../../outreach/reply-mailbox-world";
import { createEngineWorld, type EngineWorld } from "../../outreach/sequence/engine-world";

const MEGABYTE = 1024 * 1024;
const HOUR_MS = 3_600_000;

let world: EngineWorld;
let mail: RecipientServer;
let of: ReplyMailbox;
beforeAll(async () => {
  world = await createEngineWorld({ LOCAL_MODE: "true" });
  mail = await startRecipientServer({ refuse: new Set() });
});
beforeEach(async () => {
  of = await replyMailboxOf(world, mail);
  await of.connect();
});
afterEach(() => of.imap.stop());
afterAll(async () => {
  await mail.stop();
  await world.close();
});

const eventsOf = async (email: string): Promise<string[]> =>
  (
    await world.admin.query<{ event_type: string }>(
      "select event_type from email_events where workspace_id = $1 and contact_email = $2 and event_type <> 'sent' order by 1",
      [of.sender.company.workspaceId, email],
    )
  ).rows.map(({ event_type }) => event_type);
const told = async (): Promise<string[]> =>
  (await listNotifications(of.sender.company.owner, { limit: 20 })).data.map(({ type }) => type).toReversed();
const first = () => of.mailed[0]!;

test("an answer in the second mailbox stops its person, once however often it comes, and nothing is kept of strangers", async () => {
  const { email, leadId, messageId } = first();
  of.arrives({ text: "Buy our shoes" });
  of.arrives({ from: email, answers: messageId, id: "<one@example.org>" });
  of.arrives({ from: email, answers: messageId, id: "<one@example.org>" });
  await of.read();
  await of.read();
  expect(await of.leadStatus(leadId)).toBe("replied");
  expect(await eventsOf(email)).toEqual(["replied"]);
  expect(await told()).toEqual(["email.replied"]);
  expect(await of.replies()).toMatchObject({ read_at: expect.any(String), problem: null, holds_follow_ups: false });
  const { rows } = await world.admin.query("select from_email from reply_messages where workspace_id = $1", [
    of.sender.company.workspaceId,
  ]);
  expect(rows).toEqual([{ from_email: email }]);
});

test("a delivery report becomes a bounce by its status", async () => {
  const { email, messageId } = first();
  const text = [
    "--b",
    "Content-Type: text/plain",
    "",
    "Your message could not be delivered.",
    "--b",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx.example.org",
    "",
    `Final-Recipient: rfc822; ${email}`,
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 no such user",
    "--b",
    "Content-Type: message/rfc822",
    "",
    `Message-ID: ${messageId}`,
    "",
    "--b--",
    "",
  ].join("\r\n");
  const head = ["MIME-Version: 1.0", "Content-Type: multipart/report; report-type=delivery-status; boundary=b"];
  of.arrives({ from: "MAILER-DAEMON@mx.example.org", head, text });
  await of.read();
  expect(await eventsOf(email)).toEqual(["bounced"]);
  expect(await of.leadStatus(first().leadId)).toBe("bounced");
});

test("a message of 25 MB, one of 2,000 parts and one from the future keep no other answer waiting", async () => {
  const [large, split] = of.mailed as [ReplyMailbox["mailed"][number], ReplyMailbox["mailed"][number]];
  of.arrives({ from: large.email, answers: large.messageId, text: "a".repeat(25 * MEGABYTE) });
  const parts = Array.from({ length: 2_000 }, (_, n) => `--p\r\nContent-Type: text/plain\r\n\r\n${n}`).join("\r\n");
  of.arrives({
    from: split.email,
    answers: split.messageId,
    head: ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=p"],
    text: `${parts}\r\n--p--\r\n`,
  });
  await of.read();
  await of.read();
  // Both are shown to the founder, who decides; meanwhile nothing is sent to them.
  expect(await told()).toEqual(["reply.needs_look", "reply.needs_look"]);
  const { rows } = await world.admin.query<{ why: string }>(
    "select why from reply_threads where workspace_id = $1 and contact_email = $2",
    [of.sender.company.workspaceId, large.email],
  );
  expect(rows).toEqual([{ why: expect.stringContaining("larger than 25 MB") }]);
  const { data } = await explainLead(of.sender.company.owner, { leadId: large.leadId });
  expect(data[0]?.gates.map(({ code }) => code)).toContain("lead.held");

  of.arrives({ from: split.email, answers: split.messageId, head: ["Date: Fri, 01 Jan 2100 00:00:00 +0000"] });
  await of.read();
  expect(await of.leadStatus(split.leadId)).toBe("replied");
});

test("reading begins with the day of the first email, and another numbering begins there again without counting twice", async () => {
  const { email, messageId, leadId } = first();
  of.arrives({ from: email, text: "From long ago", date: new Date(Date.now() - 3 * 24 * HOUR_MS) });
  await of.read();
  expect(await eventsOf(email)).toEqual([]);
  of.arrives({ from: email, answers: messageId });
  await of.read();
  of.imap.state.uidValidity = 9;
  await of.read();
  expect(await eventsOf(email)).toEqual(["replied"]);
  expect(await of.leadStatus(leadId)).toBe("replied");
  const searches = of.imap.commands.filter((command) => command.startsWith("UID SEARCH"));
  expect(searches.map((command) => command.split(" ")[2])).toEqual(["SINCE", "UID", "SINCE"]);
});

test("a reading that ends between two messages goes on with the second", async () => {
  const [one, two] = of.mailed as [ReplyMailbox["mailed"][number], ReplyMailbox["mailed"][number]];
  of.arrives({ from: one.email, answers: one.messageId });
  of.arrives({ from: two.email, answers: two.messageId });
  of.imap.state.breaksAt = 2;
  await of.read();
  expect([await of.leadStatus(one.leadId), await of.leadStatus(two.leadId)]).toEqual(["replied", "active"]);
  expect(await of.replies()).toMatchObject({ read_at: null });
  of.imap.state.breaksAt = null;
  await of.read();
  expect(await of.leadStatus(two.leadId)).toBe("replied");
  expect(await eventsOf(one.email)).toEqual(["replied"]);
});

test(
  "killed before or after any commit, a reading loses no answer and counts none twice",
  { timeout: 400_000 },
  async () => {
    const { email, messageId } = first();
    await of.read();
    let answers = 0;
    const dieAt = async (death: Death): Promise<string | null> => {
      of.arrives({ from: email, answers: messageId });
      answers += 1;
      const { db, points, isDead } = dyingDatabase(getPool(), death);
      await of.read({ db }).catch((error: unknown) => {
        if (!isDead()) throw error;
      });
      await of.read();
      return isDead() ? (points.at(-1) ?? "") : null;
    };
    let died: string | null = "";
    for (let at = 1; died !== null; at += 1) {
      died = await dieAt({ at, when: "before" });
      if (died !== null) await dieAt({ at, when: "after" });
    }
    expect(answers).toBeGreaterThan(7);
    expect(await eventsOf(email)).toEqual(Array.from({ length: answers }, () => "replied"));
    const { rows } = await world.admin.query("select from reply_messages where workspace_id = $1", [
      of.sender.company.workspaceId,
    ]);
    expect(rows).toHaveLength(answers);
  },
);

test("without a ledger neither the message nor the place is kept; the next reading takes it", async () => {
  const { email, messageId, leadId } = first();
  of.arrives({ from: email, answers: messageId });
  await world.admin.query("revoke insert on project_events from tenant_role");
  await expect(of.read()).rejects.toThrow();
  await world.admin.query("grant insert on project_events to tenant_role");
  expect(await of.leadStatus(leadId)).toBe("active");
  await of.read();
  expect(await of.leadStatus(leadId)).toBe("replied");
});

test("a message that cannot be taken three times is passed over, with a line, and the next one is heard", async () => {
  const [one, two] = of.mailed as [ReplyMailbox["mailed"][number], ReplyMailbox["mailed"][number]];
  of.arrives({ from: one.email, answers: one.messageId });
  of.arrives({ from: two.email, answers: two.messageId });
  await world.admin.query(
    `create function refuse_message() returns trigger language plpgsql as $$ begin
       if new.from_email = '${one.email}' then raise exception 'no' using errcode = '22000'; end if; return new; end $$;
     create trigger refuse_message before insert on reply_messages for each row execute function refuse_message()`,
  );
  await expect(of.read()).rejects.toThrow();
  await expect(of.read()).rejects.toThrow();
  await of.read();
  await world.admin.query("drop trigger refuse_message on reply_messages; drop function refuse_message()");
  expect([await of.leadStatus(one.leadId), await of.leadStatus(two.leadId)]).toEqual(["active", "replied"]);
  expect(await told()).toContain("reply_mailbox.passed_over");
  expect((await world.ledger(of.sender.company.workspaceId)).map(({ event_type }) => event_type)).toContain(
    "mailbox.message_passed_over",
  );
});

test("a frozen workspace is not read; afterwards nothing is missing", async () => {
  const { email, messageId, leadId } = first();
  const { workspaceId } = of.sender.company;
  of.arrives({ from: email, answers: messageId });
  await world.admin.query("update workspaces set status = 'frozen' where id = $1", [workspaceId]);
  await expect(of.read()).rejects.toMatchObject({ code: "workspace.frozen" });
  await world.admin.query("update workspaces set status = 'active' where id = $1", [workspaceId]);
  await of.read();
  expect(await of.leadStatus(leadId)).toBe("replied");
});
