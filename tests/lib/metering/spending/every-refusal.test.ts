import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { announceRefusal } from "@/lib/metering/spending/announce-refusal";
import { announceUnpricedRefusal } from "@/lib/metering/spending/announce-unpriced-refusal";
import { budgetMail } from "@/lib/metering/spending/budget-mail";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company();
});
afterAll(() => world.close());

const spend = (cost_usd: number): Promise<unknown> =>
  recordCosts(webhookOf(company), [{ provider: "openai", model: "gpt-4o", cost_usd }]);
async function titles(): Promise<string[]> {
  const { rows } = await world.admin.query<{ title: string }>(
    "select title from notifications where workspace_id = $1 order by created_at",
    [company.workspaceId],
  );
  return rows.map(({ title }) => title);
}

test("a call that does not fit is told as what it is, and a budget with money left is not called used up", async () => {
  await spend(4.1);
  await expect(spend(2)).rejects.toMatchObject({ code: "budget.exceeded" });
  expect(await titles()).toEqual([
    "80 % of the month's model budget is used: $4.10 of $5.00",
    "A model call was refused: the month's budget has no room for it, $4.10 of $5.00 is used",
  ]);
  await spend(0.9);
  expect(await titles()).toHaveLength(2);
});

test("a refusal in a month's last moment is told of that month, and leaves the next one its alerts", async () => {
  const end = Date.UTC(2026, 9, 31, 23, 59, 59, 998);
  let at = end;
  const ticking = { ...webhookOf(company), now: () => new Date((at += 1)) };
  const report = (cost_usd: number) => recordCosts(ticking, [{ provider: "openai", model: "gpt-4o", cost_usd }]);
  at = end - 10_000;
  await report(4.2);
  at = end;
  await expect(report(2)).rejects.toMatchObject({ code: "budget.exceeded" });
  await report(5);
  expect(await titles()).toEqual([
    "80 % of the month's model budget is used: $4.20 of $5.00",
    "A model call was refused: the month's budget has no room for it, $4.20 of $5.00 is used",
    "The month's model budget of $5.00 is used up",
  ]);
});

test("each refusal is announced once a month, however often it is reported; other errors are not announced", async () => {
  await spend(4.1);
  const refusal = await spend(2).catch((error: unknown) => error);
  for (const error of [refusal, refusal, new Error("other")]) {
    await announceRefusal(webhookOf(company), error);
    await announceUnpricedRefusal(webhookOf(company), error);
  }
  expect(await titles()).toHaveLength(2);
});

test("a budget that is spent is used up", async () => {
  await spend(5);
  expect(await titles()).toEqual(["The month's model budget of $5.00 is used up"]);
});

test.each([
  [4.1, "The model budget of Co refused a call", "Calls that cost more than what is left are refused until"],
  [5, "The model budget of Co is used up", "Calls that cost anything are refused until"],
])("the mail at 100 %% and $%d spent says the same", (spentUsd, subject, words) => {
  const use = { workspace: "Co", month: "2026-11-01", threshold: 100, limitUsd: 5, address: "http://here" };
  const mail = budgetMail({ ...use, spentUsd });
  expect(mail.subject).toBe(subject);
  expect(mail.text).toContain(words);
  expect(mail.text).toContain(`$${spentUsd.toFixed(2)} of $5.00`);
});
