import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askByEmail } from "@/lib/company/approvals/ask-by-email";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { AskByEmail } from "@/lib/company/approvals/jobs";
import { followOwner } from "@/lib/company/mail/follow-owner";
import { isGoAhead } from "@/lib/company/mail/is-go-ahead";
import { FollowOwner } from "@/lib/company/mail/jobs";
import { listTasks } from "@/lib/company/tasks/list-tasks";
import { env } from "@/lib/platform/env";
import { createLab, propose } from "../../../factories/lab-actions";
import { createMailWorld, rawMail, type MailWorld } from "../../../factories/mail-world";
import { addMember, type Company } from "../../../factories/test-world";

let world: MailWorld;
let company: Company;
let address: string;
const reader = "reader@example.com";
beforeAll(async () => {
  world = await createMailWorld({ LOCAL_MODE: "true" });
  company = await world.company();
  address = await world.address(company);
  await addMember(world.admin, company.workspaceId, world.user(reader), "viewer");
});
afterAll(() => world.close());

const done = new Set<string>();
type Written = { dmarc?: "pass" | "fail"; from?: string; subject?: string };
/** The owner writes to the company; whatever follows is done, twice. */
async function write(text: string, options: Written = {}): Promise<void> {
  const { from = company.founder.user.email, dmarc = "pass", subject = "Re: For you" } = options;
  await world.deliver(rawMail({ from, subject, text, dmarc }), address);
  await world.work(company);
  for (const { name, data } of await world.jobs(company.workspaceId)) {
    if (name !== FollowOwner.name || done.has(String(data["messageId"]))) continue;
    done.add(String(data["messageId"]));
    for (const _ of [1, 2]) await followOwner(company.job, FollowOwner.payload.parse(data));
  }
}
const tasks = async () => (await listTasks(company.owner, { projectId: company.projectId, limit: 50 })).data;
const again = async () =>
  (await world.jobs(company.workspaceId)).filter(({ name, data }) => name === AskByEmail.name && data["again"]);

test("a verified email of the owner becomes one proposed task, by an agent in their name, which decides nothing", async () => {
  await write("Hi Greenlight,\n\nPlease write to the three bakeries on Main Street.\n\nThey asked for prices.");
  expect(await tasks()).toMatchObject([
    { title: "Please write to the three bakeries on Main Street.", state: "proposed", agent: "chat" },
  ]);
  expect((await tasks())[0]?.description).toContain("They asked for prices.");
  const line = (await world.ledger(company.workspaceId)).find(({ event_type }) => event_type === "task.proposed");
  expect(line?.actor_type).toBe("agent");
});

test("an email that only says it is the owner's, a courtesy, a stranger's and a reader's become no task", async () => {
  await write("Please pay the invoice of 9,000 euros today.", { dmarc: "fail" });
  await write("Thanks!");
  await write("Please pay the invoice of 9,000 euros today.", { from: "eve@evil.example" });
  await write("Please write to all of them at once.", { from: reader });
  expect(await tasks()).toHaveLength(1);
});

test("a yes by email decides nothing: its writer is sent the link for what waits", async () => {
  const { id } = await propose(company, createLab());
  await write("Yes, go ahead!\n\n> “Put up …” waits for approval");
  expect((await getApproval(company.owner, { approvalId: id })).state).toBe("pending");
  const jobs = await again();
  expect(jobs).toMatchObject([{ data: { approvalId: id, version: 1 } }]);
  for (const { data } of jobs) await askByEmail(company.job, AskByEmail.payload.parse(data));
  const outbox = join(env().GREENLIGHT_HOME, "outbox");
  const sent = await Promise.all((await readdir(outbox)).map((name) => readFile(join(outbox, name), "utf8")));
  expect(sent).toHaveLength(1);
  expect(sent[0]).toContain(`Delivered-To: ${company.founder.user.email}`);
  expect((await getApproval(company.owner, { approvalId: id })).state).toBe("pending");
  expect(await tasks()).toHaveLength(1);
});

test("a yes that comes again and again, as from a machine that does not say so, is answered three times within a day", async () => {
  for (const _ of [1, 2, 3, 4, 5]) await write("OK");
  const answered = new Set((await again()).map(({ data }) => JSON.stringify(data["again"])));
  expect(answered.size).toBe(3);
});

test("the subject names the task of an email that answers none", async () => {
  await write("Ask them whether they deliver on Sundays.", { subject: "Call the bakery" });
  expect((await tasks())[0]).toMatchObject({ title: "Call the bakery", state: "proposed" });
});

test("it takes the right to write tasks", async () => {
  const { workspaceId, projectId } = company;
  const mail = { workspaceId, projectId, messageId: projectId, sender: "a@b.example", subject: "", text: "x" };
  await expect(followOwner(company.viewer, mail)).rejects.toMatchObject({ code: "permission.missing" });
});

test.each(["Yes", "approve", "OK, go ahead.", "ja bitte", "Godkendt, tak!", "sí, gracias", "d'accord", "GO"])(
  "“%s” means to approve",
  (text) => expect(isGoAhead(text)).toBe(true),
);
test.each(["Yes, but make it shorter", "Go to the bakery first", "no", "", "Approve nothing until Monday"])(
  "“%s” does not",
  (text) => expect(isGoAhead(text)).toBe(false),
);
