import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { leaseCall } from "@/lib/metering/llm-gateway/lease-call";
import { meterCall } from "@/lib/metering/llm-gateway/meter-call";
import { getLeadResearch } from "@/lib/metering/spending/get-lead-research";
import { recordCosts } from "@/lib/metering/spending/record-costs";
import { anthropicModel } from "@/lib/providers/llm/anthropic/provider";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { webhookOf } from "../events/event-factory";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const model = anthropicModel({ apiKey: "k", defaultModel: undefined });
const messages = [{ role: "user" as const, content: "Grüße" }];

test("the calls about a lead are summed from their bookings; those under way, of tests and about others are not", async () => {
  const company = await world.company();
  const ctx = webhookOf(company);
  const leadId = randomUUID();
  await world.admin.query("insert into genesis.leads (workspace_id, id, email) values ($1, $2, 'ada@buyers.example')", [
    company.workspaceId,
    leadId,
  ]);
  expect(await getLeadResearch(company.viewer, { leadId })).toEqual({
    findings: [],
    sources: [],
    asked_at: null,
    costs: { calls: 0, cost_usd: 0, unpriced: 0, total_usd: 0 },
  });

  const call = { request: { messages, max_tokens: 1_000 }, campaignId: null };
  const lease = await leaseCall(ctx, { ...call, leadId }, model);
  await leaseCall(ctx, { ...call, leadId }, model);
  const meter = meterCall(ctx, lease);
  await meter.charge({ model: lease.asked.model, tokens: { in: 1_000, out: 200 }, finish: "stop" });
  const foreign = await leaseCall(ctx, { ...call, leadId: randomUUID() }, model);
  await meterCall(ctx, foreign).charge({ model: foreign.asked.model, tokens: { in: 1_000, out: 1 }, finish: "stop" });
  const reported = { provider: "own", model: "own", contact_email: "ada@buyers.example", cost_usd: 0.01 };
  await recordCosts(ctx, [
    reported,
    { ...reported, is_test: true },
    { ...reported, contact_email: "bob@buyers.example" },
  ]);

  await world.admin.query(
    `insert into genesis.lead_sources (workspace_id, lead_id, source, outcome, cost_usd, read_at)
     values ($1, $2, 'google', 'empty', 0.005, now()), ($1, $2, 'apify', 'empty', null, now())`,
    [company.workspaceId, leadId],
  );
  const { costs, sources } = await getLeadResearch(company.viewer, { leadId });
  expect(sources.map(({ source, cost_usd }) => [source, cost_usd])).toEqual([
    ["google", 0.005],
    ["apify", null],
  ]);
  const { calls, cost_usd: cost, unpriced, total_usd: total } = costs;
  expect(total).toBeCloseTo(cost + 0.005, 9);
  expect({ calls, unpriced }).toEqual({ calls: 2, unpriced: 0 });
  expect(cost).toBeCloseTo(meter.costUsd() + 0.01, 9);
  expect(meter.costUsd()).toBeGreaterThan(0);
  await expect(leaseCall(ctx, { ...call, leadId: "x" }, model)).rejects.toMatchObject({ code: "lead_id.invalid" });
  const other = await world.company();
  await expect(getLeadResearch(other.owner, { leadId })).rejects.toMatchObject({ code: "lead.not_found" });
});
