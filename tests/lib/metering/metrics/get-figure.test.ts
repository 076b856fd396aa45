import { afterAll, beforeAll, expect, test } from "vitest";
import { assembleCompanyContext } from "@/lib/autopilot/context/assemble-company-context";
import { measuredFigures } from "@/lib/autopilot/tools/measured-figures";
import { readFigureName } from "@/lib/metering/metrics/figures";
import { getFigure, type OpenedFigure } from "@/lib/metering/metrics/get-figure";
import { getKpis } from "@/lib/metering/metrics/get-kpis";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company();
  const { workspaceId, projectId } = company;
  const { campaignId } = await campaignIn(world, company, "active");
  for (const [day, sends, deliveries, replies] of [
    ["2026-11-29", 40, 36, 2],
    ["2026-11-20", 60, 60, 1],
    ["2026-10-15", 10, 9, 0],
  ])
    await world.admin.query(
      "insert into daily_stats (workspace_id, day, campaign_id, step, sends, deliveries, replies) values ($1, $2, $3, 1, $4, $5, $6)",
      [workspaceId, day, campaignId, sends, deliveries, replies],
    );
  for (const [day, name, currency, events, cents] of [
    ["2026-11-30", "pageview", "", 120, 0],
    ["2026-11-24", "lead", "", 6, 0],
    ["2026-11-25", "payment.succeeded", "USD", 2, 9800],
    ["2026-11-25", "payment.succeeded", "DKK", 1, 50000],
  ])
    await world.admin.query(
      `insert into project_daily_kpis (workspace_id, project_id, day, name, currency, events, amount_cents) values ($1, $2, $3, $4, $5, $6, $7)`,
      [workspaceId, projectId, day, name, currency, events, cents],
    );
});
afterAll(() => world.close());

const at = (of: Company["owner"]): Company["owner"] => ({ ...of, now: () => new Date("2026-11-30T12:00:00Z") });
const open = (reference: string, of = company.owner): Promise<OpenedFigure> =>
  getFigure(at(of), { projectId: company.projectId, reference });
const WINDOWS: Record<string, string> = { "last 7 days": "Last 7 days", "last 30 days": "Last 30 days" };
const valueOf = ({ windows }: OpenedFigure, window: string): number | null =>
  windows.find(({ label }) => label === WINDOWS[window])?.value ?? null;

test("each number that a model is told opens the same number, and the days that it is the sum of", async () => {
  const { projectId } = company;
  const { facts } = await assembleCompanyContext(at(company.owner), { projectId, purpose: "chat" });
  const told = [...facts.figures, ...measuredFigures(await getKpis(at(company.owner), { projectId }))];
  const counted = told.filter(({ measured, id }) => measured && !id.endsWith("_before"));
  expect(counted.length).toBeGreaterThan(12);
  for (const { id, ref, value, window } of counted) {
    const figure = await open(ref.slice(2));
    expect(valueOf(figure, window), id).toBe(value);
    if (figure.columns.length > 1) continue;
    const { from = "", to = "" } = figure.windows.find(({ label }) => label === WINDOWS[window]) ?? {};
    const sum = figure.rows.reduce(
      (total, { day, values }) => (day >= from && day <= to ? total + (values[0] ?? 0) : total),
      0,
    );
    expect(sum, id).toBe(value);
  }
});

test("a share opens both of its numbers, money its own currency, and a number that was never counted is not measured", async () => {
  const rate = await open("reply_rate_7d");
  expect(rate).toMatchObject({ unit: "percent", columns: ["Replies", "Emails delivered"] });
  expect(rate.rows[0]).toEqual({ day: "2026-11-29", values: [2, 36] });
  expect(await open("revenue_30d")).toMatchObject({ unit: "USD", rows: [{ day: "2026-11-25", values: [98] }] });
  const refunds = await open("payment.refunded:2026-11-30");
  expect([refunds.name, refunds.rows, new Set(refunds.windows.map(({ value }) => value))]).toEqual([
    "refunds",
    [],
    new Set([null]),
  ]);
});

test("names of nothing open nothing, and a stranger opens none", async () => {
  for (const reference of ["", "constructor", "sends_8d", "sends; drop table", "__proto__"])
    expect(readFigureName(reference), reference).toBeNull();
  await expect(open("nothing")).rejects.toMatchObject({ code: "figure.not_found" });
  await expect(open("sends", company.stranger)).rejects.toMatchObject({ code: "project.not_found" });
});
