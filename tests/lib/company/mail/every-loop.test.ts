import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { proposeAction } from "@/lib/autopilot/actions/propose-action";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { emailReply } from "@/lib/company/mail/actions/email.reply";
import { listMailThreads } from "@/lib/company/mail/list-mail-threads";
import { env } from "@/lib/platform/env";
import { withTransaction } from "@/lib/platform/transaction";
import { createMailWorld, rawMail, type MailWorld } from "../../../factories/mail-world";

let world: MailWorld;
beforeAll(async () => {
  world = await createMailWorld({ LOCAL_MODE: "true" });
});
afterAll(() => world.close());

const sent = async () => (await world.admin.query("select id from outbound_email_messages")).rows.length;

test("two companies of one installation that write to each other exchange the one email that was approved, and no more", async () => {
  const [one, two] = [await world.company(), await world.company()];
  const to = await world.address(two);
  const payload = { to: [to], subject: "Hello", text: "Are you there?" };
  const { id, version } = await proposeAction(one.owner, {
    projectId: one.projectId,
    action_type: "email.send",
    payload,
  });
  const earlier = { ...one.owner, now: () => new Date(Date.now() - 31_000) };
  await decideApproval(earlier, { approvalId: id, version, decision: "approved", via: "app" });
  await executeApproval(one.job, { approvalId: id, version });
  const folder = join(env().GREENLIGHT_HOME, "outbox");
  const [name = ""] = await readdir(folder);
  const raw = await readFile(join(folder, name), "utf8");
  for (const _ of [1, 2, 3]) await world.deliver(raw, to);
  await world.work(two);
  expect(await world.rows(two)).toMatchObject([{ status: "processed", evidence: "own_address", class: "auto" }]);
  const [thread] = (await listMailThreads(two.owner, { projectId: two.projectId, limit: 5 })).data;
  const input = { thread_id: thread!.id, text: "Yes, and you?" };
  const reply = withTransaction(two.owner, (tx) => emailReply.preview(tx, { projectId: two.projectId, input }));
  await expect(reply).rejects.toMatchObject({ code: "email.own_address" });
  expect(await sent()).toBe(1);
});

const MACHINES = [
  "Auto-Submitted: auto-replied",
  "Auto-Submitted: auto-generated",
  "Precedence: bulk",
  "Precedence: auto_reply",
  "X-Autoreply: yes",
  "X-Auto-Response-Suppress: All",
  "List-Id: <news.buyer.example>",
  "Return-Path: <>",
];
test.each(MACHINES)(
  "a machine that answers with %s is recorded, and neither shown as unread nor answered",
  async (header) => {
    const company = await world.company();
    const address = await world.address(company);
    const before = await sent();
    for (const id of ["a", "b", "c", "d"]) {
      await world.deliver(rawMail({ to: address, headers: [header], id: `${id}-${header.length}` }), address);
    }
    await world.work(company);
    expect(new Set((await world.rows(company)).map(({ evidence }) => evidence))).toEqual(new Set(["machine"]));
    expect((await listMailThreads(company.owner, { projectId: company.projectId, limit: 5 })).unread).toBe(0);
    expect(await sent()).toBe(before);
  },
);
