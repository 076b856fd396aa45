import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { simpleParser, type ParsedMail } from "mailparser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET, POST } from "@/app/a/[token]/route";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { reviseAction } from "@/lib/autopilot/actions/revise-action";
import { askByEmail } from "@/lib/company/approvals/ask-by-email";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import { decideBatch } from "@/lib/company/approvals/decide-batch";
import { enterByLink } from "@/lib/company/approvals/enter-by-link";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { readApprovalLink } from "@/lib/company/approvals/read-approval-link";
import { takeLinkDecision } from "@/lib/company/approvals/take-link-decision";
import { agentOf, approved, createLab, propose } from "../../../factories/lab-actions";
import { addMember, createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
let outbox: string;
const lab = createLab();
beforeAll(async () => {
  outbox = await mkdtemp(join(tmpdir(), "outbox-"));
  world = await createTestWorld({ OUTBOX_DIR: outbox, TEST_MAILBOX_HOST: "127.0.0.1", TEST_MAILBOX_PORT: "2525" });
  company = await world.company();
  const { id } = await approved(company, lab);
  await executeApproval(company.job, { approvalId: id, version: 1 }, lab.actions);
});
afterAll(async () => {
  await world.close();
  await rm(outbox, { recursive: true });
});

const call = (handler: typeof GET, token: string, init: RequestInit = {}): Promise<Response> =>
  handler(new Request(`http://localhost/a/${token}`, init), { params: Promise.resolve({ token }) });
const post = (token: string, body: string): Promise<Response> => {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return call(POST, token, { method: "POST", headers, body });
};
const confirmationIn = (html: string): string => /name="confirm" value="(\w+)"/.exec(html)?.[1] ?? "";
const press = async (token: string): Promise<Response> =>
  post(token, `confirm=${confirmationIn(await (await call(GET, token)).text())}`);
const stateOf = async (id: string): Promise<string> => (await getApproval(company.owner, { approvalId: id })).state;

async function emailsAbout(id: string): Promise<ParsedMail[]> {
  const files = (await readdir(outbox)).filter((name) => name.endsWith(".eml"));
  const emails = await Promise.all(files.map(async (name) => simpleParser(await readFile(join(outbox, name)))));
  return emails.filter(({ text }) => text?.includes(id) ?? false);
}

/** A proposal of an agent, emailed to the founder; the tokens of its links. */
async function asked(text = "Open on Sunday"): Promise<{ id: string; approve: string; deny: string }> {
  const { id } = await propose(company, lab, { by: agentOf(company), text });
  await askByEmail(company.job, { approvalId: id, version: 1 });
  const [email] = await emailsAbout(id);
  const [approve = "", deny = ""] = [...(email?.text ?? "").matchAll(/\/a\/(\S+)/g)].map(([, token]) => token ?? "");
  return { id, approve, deny };
}

test("members who may decide are asked once a version, with the whole effect; the others are not", async () => {
  const { id } = await asked("Open on Sunday, from ten to four");
  await askByEmail(company.job, { approvalId: id, version: 1 });
  const emails = await emailsAbout(id);
  expect(emails.map(({ to }) => [to].flat().map((each) => each?.text))).toEqual([[company.founder.user.email]]);
  expect(emails[0]?.text).toContain("Open on Sunday, from ten to four");
  expect(emails[0]?.text).toContain("the lab's board");
  await decideApproval(company.owner, { approvalId: id, version: 1, decision: "denied", via: "app" });
});

test("a scanner that follows every link, and one that posts to it, decide nothing", async () => {
  const { id, approve, deny } = await asked();
  for (const token of [approve, deny, approve, deny]) {
    const response = await call(GET, token, { headers: { purpose: "prefetch", "user-agent": "SafeLinks" } });
    expect(response.status).toBe(200);
    expect((await post(token, "")).status).toBe(403);
    expect((await post(token, "confirm=yes")).status).toBe(403);
  }
  expect(await stateOf(id)).toBe("pending");
});

test("the button of the page decides, once, as the person that the link was for", async () => {
  const { id, approve, deny } = await asked();
  const response = await press(approve);
  expect([response.status, await response.text()]).toEqual([200, expect.stringContaining("unless it is taken back")]);
  expect(await stateOf(id)).toBe("queued");
  const { rows } = await world.admin.query("select decided_by, decided_via from approvals where id = $1", [id]);
  expect(rows).toEqual([{ decided_by: company.founder.user.userId, decided_via: "link" }]);
  const html = await (await call(GET, approve)).text();
  expect(html).toContain("nothing to decide here any more");
  await expect(
    takeLinkDecision(world.system(), { token: approve, confirmation: confirmationIn(html) }),
  ).rejects.toMatchObject({ code: "link.unconfirmed" });
  expect(await readApprovalLink(world.system(), deny)).toMatchObject({ isOpen: false });
});

test("fifty yeses at once, by link, in the app and in batches, are one decision and one act; the others hear by whom and when", async () => {
  const { id, approve } = await asked("Open at night");
  const confirmation = confirmationIn(await (await call(GET, approve)).text());
  const refusals: unknown[] = [];
  const yes = { version: 1, decision: "approved" } as const;
  const ways = [
    () => post(approve, `confirm=${confirmation}`),
    () => decideBatch(company.owner, { items: [{ id, ...yes }] }),
    () =>
      decideApproval(company.owner, { approvalId: id, via: "app", ...yes }).catch((error: unknown) =>
        refusals.push(error),
      ),
  ];
  await Promise.all(Array.from({ length: 50 }, (_, index) => ways[index % ways.length]?.()));
  const lines = (await world.ledger(company.workspaceId)).filter(({ data }) => data["approval_id"] === id);
  expect(lines.map(({ event_type }) => event_type)).toEqual([
    "approval.requested",
    "approval.decided",
    "approval.execution_queued",
  ]);
  expect(refusals.length).toBeGreaterThan(10);
  const { decided_by, decided_at } = await getApproval(company.owner, { approvalId: id });
  for (const refusal of refusals)
    expect(refusal).toMatchObject({ kind: "conflict", code: "approval.decided", details: { decided_by, decided_at } });

  const before = lab.board.calls;
  const after = { ...company.job, now: () => new Date(Date.now() + 31_000) };
  await Promise.all([1, 2, 3].map(() => executeApproval(after, { approvalId: id, version: 1 }, lab.actions)));
  expect(lab.board.calls - before).toBe(1);
});

test("a link to another version, a changed one, an expired one and one of a person who left decide nothing", async () => {
  const { id, approve, deny } = await asked();
  expect((await call(GET, `${approve.slice(0, -2)}xx`)).status).toBe(404);
  expect(
    await enterByLink({ ...world.system(), now: () => new Date(Date.now() + 80 * 3_600_000) }, approve),
  ).toBeNull();
  await reviseAction(company.owner, { approvalId: id, version: 1, payload: { text: "Closed" } }, lab.actions);
  const confirmation = confirmationIn(await (await call(GET, deny)).text());
  expect(confirmation).toBe("");
  expect(await stateOf(id)).toBe("pending");
  const { id: next, approve: later } = await asked("Later");
  await world.admin.query("update user_workspaces set role = 'viewer' where workspace_id = $1 and user_id = $2", [
    company.workspaceId,
    company.founder.user.userId,
  ]);
  expect((await press(later)).status).toBe(403);
  await world.admin.query("delete from user_workspaces where workspace_id = $1 and user_id = $2", [
    company.workspaceId,
    company.founder.user.userId,
  ]);
  expect((await call(GET, later)).status).toBe(404);
  await addMember(world.admin, company.workspaceId, company.founder, "owner");
  expect(await stateOf(next)).toBe("pending");
});

test("the first action of its kind, and one that costs money, is decided by a signed-in person only", async () => {
  const other = await world.company();
  const { id } = await propose(other, lab, { by: agentOf(other) });
  await askByEmail(other.job, { approvalId: id, version: 1 });
  const { id: costly } = await propose(company, lab, { by: agentOf(company) });
  await world.admin.query("update approvals set cost_cap_cents = 500 where id = $1", [costly]);
  await askByEmail(company.job, { approvalId: costly, version: 1 });
  for (const [email] of [await emailsAbout(id), await emailsAbout(costly)]) {
    expect(email?.text).toContain("Sign in to decide");
    expect(email?.text).not.toContain("/a/");
  }
});
