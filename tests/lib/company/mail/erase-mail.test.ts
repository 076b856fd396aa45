import { afterAll, beforeAll, expect, test } from "vitest";
import { mirrorEmail } from "@/lib/autopilot/chat/mirror-email";
import { MirrorEmail } from "@/lib/autopilot/chat/jobs";
import { eraseMail } from "@/lib/company/mail/erase-mail";
import { addLead } from "@/lib/outreach/leads/add-lead";
import { AddLead } from "@/lib/outreach/leads/schemas";
import { eraseLeads } from "@/lib/outreach/leads/erase-leads";
import { withTransaction } from "@/lib/platform/transaction";
import { createMailWorld, rawMail, type MailWorld } from "../../../factories/mail-world";
import type { Company } from "../../../factories/test-world";

let world: MailWorld;
let company: Company;
let address: string;
beforeAll(async () => {
  world = await createMailWorld();
  company = await world.company();
  address = await world.address(company);
});
afterAll(() => world.close());

const TYPE = 'Content-Type: multipart/mixed; boundary="b"';
const withFile = (text: string, content: string): string =>
  rawMail({ from: "Lena <lena@buyer.example>", subject: "Our plan", text: "PART" })
    .replace("Content-Type: text/plain; charset=utf-8", TYPE)
    .replace(
      "PART",
      `--b\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="plan.txt"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(content).toString("base64")}\r\n--b--`,
    );

/** The tables, of all there are, with a row that holds the text. */
async function tablesThatHold(text: string): Promise<string[]> {
  const { rows } = await world.admin.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('public', 'genesis') and c.relkind = 'r' order by 1`,
  );
  const holding: string[] = [];
  for (const { name } of rows) {
    const found = await world.admin.query(`select from ${name} r where strpos(lower(r::text), $1) > 0 limit 1`, [text]);
    if (found.rows.length > 0) holding.push(name);
  }
  return holding;
}

async function mirrored(): Promise<void> {
  const jobs = (await world.jobs(company.workspaceId)).filter(({ name }) => name === MirrorEmail.name);
  for (const { data } of jobs) await mirrorEmail(company.job, MirrorEmail.payload.parse(data));
}

test("erasing a lead erases the mail with them, its files and its copy in the chat, and leaves the others' mail", async () => {
  const { owner, projectId, workspaceId } = company;
  const { id } = await addLead(owner, AddLead.parse({ email: "lena@buyer.example" }));
  await world.deliver(withFile("The secret plan of Lena", "only in her file"), address);
  await world.deliver(rawMail({ from: "Otto <otto@other.example>", subject: "Mine", text: "Otto writes" }), address);
  await world.work(company);
  const [{ reply_address: thread }] = (
    await world.admin.query<{ reply_address: string }>(
      "select recipient as reply_address from inbound_email_messages where sender = 'otto@other.example'",
    )
  ).rows as [{ reply_address: string }];
  expect(thread).toBe(address);
  await mirrored();
  expect(await tablesThatHold("lena@buyer.example")).toEqual(
    expect.arrayContaining(["public.mail_threads", "public.inbound_email_messages", "public.project_chat_messages"]),
  );
  const { rows: files } = await world.admin.query("select id from project_assets where project_id = $1", [projectId]);
  expect(files).toHaveLength(1);

  await eraseLeads(owner, { leadIds: [id], doNotContact: false });
  for (const text of ["lena@buyer.example", "secret plan", "plan.txt"]) {
    expect([text, (await tablesThatHold(text)).filter((name) => name !== "public.project_events")]).toEqual([text, []]);
  }
  expect(await tablesThatHold("otto writes")).toContain("public.inbound_email_messages");
  const jobs = (await world.jobs(workspaceId)).filter(({ name }) => name === "assets.remove_bytes");
  expect(jobs.map(({ data }) => data["assetId"])).toEqual([files[0].id]);
  const line = (await world.ledger(workspaceId)).find(({ event_type }) => event_type === "email.erased");
  expect(line?.data).toEqual({ conversations: 1, messages: 1, files: 1 });
});

test("their message in another person's conversation is made nameless; a file that another sent too stays", async () => {
  const { owner, workspaceId } = company;
  const { id } = await addLead(owner, AddLead.parse({ email: "mia@buyer.example" }));
  const shared = withFile("Mia adds this", "shared bytes").replaceAll("lena", "mia").replace("Lena", "Mia");
  await world.deliver(shared, address);
  await world.deliver(
    shared.replaceAll("mia@", "zoe@").replace(/Message-ID: <[^>]+>/, "Message-ID: <z@buyer.example>"),
    address,
  );
  await world.work(company);
  const { rows } = await world.admin.query<{ thread_id: string }>(
    "select thread_id from inbound_email_messages where sender = 'zoe@buyer.example'",
  );
  await world.admin.query("update inbound_email_messages set thread_id = $1 where sender = 'mia@buyer.example'", [
    rows[0]?.thread_id,
  ]);
  await eraseLeads(owner, { leadIds: [id], doNotContact: false });
  expect(await tablesThatHold("mia@buyer.example")).toEqual([]);
  const { rows: left } = await world.admin.query(
    "select sender, text from inbound_email_messages where thread_id = $1 order by received_at",
    [rows[0]?.thread_id],
  );
  expect(left).toHaveLength(2);
  expect(left.map(({ text }) => String(text).includes("(erased)"))).toEqual([true, false]);
  const { rowCount } = await world.admin.query("select from project_assets where workspace_id = $1", [workspaceId]);
  expect(rowCount).toBe(1);
});

test("a stranger's lead is none: nothing of another workspace goes, and no line is written", async () => {
  const { stranger, workspaceId } = company;
  const lines = (await world.ledger(workspaceId)).length;
  const { rows } = await world.admin
    .query("select id from leads where workspace_id = $1", [workspaceId])
    .catch(() => world.admin.query("select id from genesis.leads where workspace_id = $1", [workspaceId]));
  await withTransaction(stranger, (tx) =>
    eraseMail(
      tx,
      rows.map(({ id }) => String(id)),
    ),
  );
  expect(await world.ledger(workspaceId)).toHaveLength(lines);
});
