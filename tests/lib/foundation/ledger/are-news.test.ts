import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { agentCtx } from "@/lib/autopilot/tools/agent-ctx";
import { companyTools } from "@/lib/autopilot/tools/company-tools";
import { decideApproval } from "@/lib/company/approvals/decide-approval";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import { createTask } from "@/lib/company/tasks/create-task";
import { areNews } from "@/lib/foundation/ledger/are-news";
import { withReadTransaction } from "@/lib/platform/transaction";
import { createMailWorld, type MailWorld } from "../../../factories/mail-world";
import type { Company } from "../../../factories/test-world";

const LENA = "lena@customer.example";
const EMAIL = { action_type: "email.send", payload: { to: [LENA], subject: "A call", text: "May I call you?" } };
const SUPPRESSED = { kind: "impossible", code: "approval.suppressed" };

let world: MailWorld;
let company: Company;
beforeAll(async () => {
  world = await createMailWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

type Said = { words?: string; evidence?: string[]; at?: string };
/** The model proposes the same email in a turn of its own, in which the founder said `words`. */
function propose({ words = "How is it going?", evidence, at = new Date().toISOString() }: Said = {}) {
  const turn = { id: randomUUID(), words, at };
  const tools = companyTools(company.owner, company.projectId, { origin: "chat", turn });
  const tool = tools.find(({ name }) => name === "propose_action");
  if (!tool) throw new Error("there is no such tool");
  return tool.run({ ...EMAIL, ...(evidence && { evidence }) }) as Promise<JsonObject>;
}
async function denied(): Promise<string> {
  const { approval_id } = await propose();
  const approvalId = String(approval_id);
  await decideApproval(company.owner, { approvalId, version: 1, decision: "denied", via: "app" });
  return approvalId;
}
/** The newest line of a company's ledger, as a model cites it. */
async function newest(of: Company = company): Promise<string> {
  const { rows } = await world.admin.query<{ id: string }>(
    "select id from project_events where project_id = $1 order by id desc limit 1",
    [of.projectId],
  );
  return `e:${rows[0]?.id}`;
}
const task = (of: Company, by = of.owner) =>
  createTask(by, { projectId: of.projectId, title: "Ask three bakers", description: "" });

test("the same proposed in two turns is one proposal; denied, it stays away in every later turn", async () => {
  const [first, second] = [await propose(), await propose()];
  expect(second).toEqual(first);
  await decideApproval(company.owner, {
    approvalId: String(first["approval_id"]),
    version: 1,
    decision: "denied",
    via: "app",
  });
  await expect(propose()).rejects.toMatchObject(SUPPRESSED);
  await expect(propose({ words: "What shall we do about the call?" })).rejects.toMatchObject(SUPPRESSED);
});

test("it comes back once the founder asks for it by name, or with a line that came since", async () => {
  await denied();
  expect(await propose({ words: `Do write to ${LENA.toUpperCase()} after all` })).toMatchObject({ state: "pending" });

  company = await world.company();
  const old = await newest();
  await denied();
  const aboutItself = await newest();
  for (const evidence of [[old], [aboutItself], ["e:999999999"]])
    await expect(propose({ evidence }), String(evidence)).rejects.toMatchObject(SUPPRESSED);
  const elsewhere = await world.company();
  await task(elsewhere);
  await expect(propose({ evidence: [await newest(elsewhere)] })).rejects.toMatchObject(SUPPRESSED);
  await task(company);
  expect(await propose({ evidence: [old, await newest()] })).toMatchObject({ state: "pending" });
});

test("words from before the denial ask for nothing any more, and no agent makes its own evidence", async () => {
  const asked = { words: `Write to ${LENA}`, at: new Date().toISOString() };
  const { approval_id } = await propose(asked);
  const decision = { approvalId: String(approval_id), version: 1, decision: "denied", via: "app" } as const;
  await decideApproval(company.owner, decision);
  // The same reply, written anew.
  await expect(propose(asked)).rejects.toMatchObject(SUPPRESSED);
  await task(company, agentCtx(company.owner));
  await expect(propose({ evidence: [await newest()] })).rejects.toMatchObject(SUPPRESSED);
});

test("no line is news to a stranger, and none at all when none is cited", async () => {
  await task(company);
  const cited = [Number((await newest()).slice(2))];
  const of = { projectId: company.projectId, since: "2020-01-01T00:00:00Z", besides: ["chat."] };
  const ask = (ctx: Company["owner"], given: readonly number[], besides = of.besides): Promise<boolean> =>
    withReadTransaction(ctx, (tx) => areNews(tx, { ...of, besides, cited: given }));
  expect(await ask(company.owner, cited)).toBe(true);
  expect(await ask(company.owner, cited, ["task."])).toBe(false);
  expect(await ask(company.owner, [])).toBe(false);
  expect(await ask(company.stranger, cited)).toBe(false);
});
