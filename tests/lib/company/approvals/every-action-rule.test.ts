import { afterAll, beforeAll, expect, test } from "vitest";
import { executeApproval } from "@/lib/autopilot/actions/execute-approval";
import { forgetMemory } from "@/lib/autopilot/memory/forget-memory";
import { proposeMemory } from "@/lib/autopilot/memory/propose-memory";
import { breachOf } from "@/lib/company/approvals/breach-of";
import { findBrokenRule } from "@/lib/company/approvals/find-broken-rule";
import { getApproval } from "@/lib/company/approvals/get-approval";
import { keepRule } from "@/lib/company/approvals/keep-rule";
import { withReadTransaction } from "@/lib/platform/transaction";
import { approved, createLab } from "../../../factories/lab-actions";
import { createTestWorld, jobCtx, type Company, type JobCtx, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
});
afterAll(() => world.close());

const SUNDAY = Date.parse("2099-03-01T12:00:00Z");
const at = (time: number): JobCtx => ({ ...jobCtx(company.owner), now: () => new Date(time) });
const remember = (text: string) =>
  proposeMemory(company.owner, {
    projectId: company.projectId,
    kind: "rule",
    text,
    source: { type: "person", id: null },
  });
const MINUTE = 60_000;
const nextWeekday = (weekday: number): number => {
  const day = new Date(Date.now() + MINUTE);
  while (day.getUTCDay() !== weekday) day.setTime(day.getTime() + 86_400_000);
  return day.getTime();
};

test("a rule that was confirmed stops an approved action on its day, and counts no more once it is forgotten", async () => {
  const lab = createLab();
  const today = new Date(Date.now() + MINUTE).getUTCDay();
  const name = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"][today];
  const { id: memoryId } = await remember(`Never do anything on ${name}`);
  const { id } = await approved(company, lab, { text: "Open" });
  await executeApproval(at(nextWeekday(today)), { approvalId: id, version: 1 }, lab.actions);
  expect(lab.board.calls).toBe(0);
  const refused = await getApproval(company.owner, { approvalId: id });
  expect(refused.state).toBe("revised");
  expect(refused.why).toMatch(/^your rule about quiet days forbids it, and today is a \w+day\.$/);

  await forgetMemory(company.owner, { projectId: company.projectId, memoryId });
  const again = await approved(company, lab, { text: "Open again" });
  await executeApproval(at(nextWeekday(today)), { approvalId: again.id, version: 1 }, lab.actions);
  expect(lab.board.calls).toBe(1);
});

test("a rule that is only proposed, and advice, stop nothing", async () => {
  const lab = createLab();
  await remember("Never use long words");
  await proposeMemory(company.job, {
    projectId: company.projectId,
    kind: "rule",
    text: "Never use the word “Open”",
    source: { type: "email", id: "1" },
  });
  const { id } = await approved(company, lab, { text: "Open" });
  await executeApproval(at(Date.now() + MINUTE), { approvalId: id, version: 1 }, lab.actions);
  expect(lab.board.calls).toBe(1);
});

test("days are those of the company's time zone", async () => {
  const { projectId, owner } = company;
  const id = "0b9f3c1e-5a52-4d0e-9d53-6d1c1f3b7a99";
  await keepRule(owner, { id, projectId, rule: { kind: "quiet_days", days: [7], scope: "any" } });
  const sealed = {
    action_type: "lab.notice",
    input: {},
    account: { label: "", integration: null, shared: false },
    cost_cap_cents: 0,
    execute_by: "",
    contract: {},
  };
  const asked = (time: number): Promise<string | null> =>
    withReadTransaction(at(time), (tx) => findBrokenRule(tx, { projectId, sealed }));
  expect(await asked(SUNDAY)).toContain("Sunday");
  expect(await asked(SUNDAY + 13 * 3_600_000)).toBeNull();
  await keepRule(owner, { id, projectId, rule: null });
  expect(await asked(SUNDAY)).toBeNull();
});

const SEALED = {
  action_type: "email.send",
  cost_cap_cents: 5_000,
  input: { to: ["Ada <ada@mail.rival.example>"], text: "A cheap offer", html: "<p>Freedom</p>" },
  contract: { cc: ["Boss@Acme.example"], subject: "Hello" },
};

test.each([
  [{ kind: "banned_recipients", addresses: [], domains: ["rival.example"] }, "ada@mail.rival.example"],
  [{ kind: "banned_recipients", addresses: ["boss@acme.example"], domains: [] }, "Boss@Acme.example"],
  [{ kind: "max_spend", cents: 4_999 }, "$50.00"],
  [{ kind: "banned_words", words: ["Cheap"] }, "Cheap"],
  [{ kind: "quiet_days", days: [3], scope: "email" }, "Wednesday"],
] as const)("%o is broken, and the words say how", (rule, words) => {
  expect(breachOf(structuredClone(rule) as never, { sealed: SEALED, weekday: 3 })).toContain(words);
});

test.each([
  [{ kind: "banned_recipients", addresses: [], domains: ["val.example"] }],
  [{ kind: "max_spend", cents: 5_000 }],
  [{ kind: "banned_words", words: ["free", "cheapest"] }],
  [{ kind: "quiet_days", days: [4], scope: "email" }],
  [{ kind: "quiet_days", days: [3], scope: "publish" }],
] as const)("%o is kept", (rule) => {
  expect(breachOf(structuredClone(rule) as never, { sealed: SEALED, weekday: 3 })).toBeNull();
});
