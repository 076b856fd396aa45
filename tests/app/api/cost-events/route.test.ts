import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { campaignIn } from "../../../factories/campaigns";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";
import { budgetOf } from "../../../lib/metering/spending/budget-world";
import { WAYS_IN, type Doors } from "../../../support/ingest-doors";

type Answer = Record<string, unknown> & { error?: string; code?: string };

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

describe.each(WAYS_IN)("through %s", (_way, open) => {
  let company: Company;
  let token: string;
  let doors: Doors;
  beforeAll(async () => {
    doors = await open();
  });
  afterAll(() => doors.close());
  beforeEach(async () => {
    company = await world.company();
    ({ token } = await rotateWebhookToken(company.owner, { overlap_hours: 0 }));
  });

  async function postText(body: string): Promise<{ status: number; body: Answer }> {
    const response = await doors.call({ path: "/api/cost-events", headers: { "x-webhook-token": token }, body });
    return { status: response.status, body: (await response.json()) as Answer };
  }
  const post = (body: unknown): Promise<{ status: number; body: Answer }> => postText(JSON.stringify(body));
  /** As a client does that is asked to come back: on a busy machine 200 at once wait for a connection longer than they may. */
  async function postAgain(body: unknown): Promise<{ status: number; body: Answer }> {
    const answer = await post(body);
    return answer.status === 503 ? postAgain(body) : answer;
  }
  const cost = (more: object = {}): object => ({
    workspace_id: company.workspaceId,
    provider: "openai",
    model: "gpt-4o-mini",
    cost_usd: 0.5,
    ...more,
  });
  const stored = async (): Promise<Record<string, unknown>[]> =>
    (
      await world.admin.query(
        "select provider, model, cost_usd::float8 as cost, campaign_name, campaign_id, campaign_group_id, is_test, tokens_in, tokens_out from llm_usage where workspace_id = $1",
        [company.workspaceId],
      )
    ).rows as Record<string, unknown>[];

  describe("the stored cost events", () => {
    test("one cost event, with what is left of the budget", async () => {
      expect(await post(cost())).toEqual({
        status: 200,
        body: {
          ok: true,
          inserted: 1,
          deduped: 0,
          cost_usd: 0.5,
          unpriced: 0,
          budget: { current_spend: 0.5, limit: 5, remaining: 4.5, unpriced_calls: 0, unpriced_limit: 2_000 },
        },
      });
    });

    test("without cost_usd the price table is asked, by tokens or by the vendor's own usage", async () => {
      const openai = { prompt_tokens: 1_000_000, completion_tokens: 1_000_000 };
      const anthropic = { input_tokens: 100_000, output_tokens: 0 };
      const { body } = await post([
        cost({ cost_usd: undefined, tokens_in: 2_000_000, tokens_out: 0 }),
        cost({ cost_usd: null, raw_usage: openai }),
        cost({ cost_usd: undefined, provider: "anthropic", model: "claude-haiku-4-5-20251001", raw_usage: anthropic }),
      ]);
      // 2 M in at 0.15 · 1 M in at 0.15 + 1 M out at 0.60 · 0.1 M in at 1.00
      expect(body).toMatchObject({ inserted: 3, cost_usd: 1.15, unpriced: 0, budget: { current_spend: 1.15 } });
    });

    test("a call without a known price is stored without a cost, said to be so, and takes nothing from the budget", async () => {
      const { body } = await post(cost({ model: "gpt-99", cost_usd: undefined, tokens_in: 1000, tokens_out: 1000 }));
      expect(body).toMatchObject({
        inserted: 1,
        cost_usd: 0,
        unpriced: 1,
        budget: { current_spend: 0, unpriced_calls: 1 },
      });
      expect(await stored()).toMatchObject([{ model: "gpt-99", cost: null }]);
    });

    test("the campaign is found by name; a name nobody knows is kept as written", async () => {
      const { campaignId } = await campaignIn(world, company, "active");
      const { rows } = await world.admin.query<{ name: string; campaign_group_id: string }>(
        "select name, campaign_group_id from campaigns where id = $1",
        [campaignId],
      );
      await post([cost({ campaign_name: rows[0]?.name }), cost({ campaign_name: "Somewhere else" })]);
      expect(await stored()).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ campaign_id: campaignId, campaign_group_id: rows[0]?.campaign_group_id }),
          expect.objectContaining({ campaign_id: null, campaign_name: "Somewhere else" }),
        ]),
      );
    });

    test("a test event is stored and costs nothing", async () => {
      const { body } = await post(cost({ is_test: true }));
      expect(body).toMatchObject({ inserted: 1, cost_usd: 0, budget: { current_spend: 0 } });
      expect(await stored()).toMatchObject([{ is_test: true, cost: 0.5 }]);
    });
  });

  describe("once", () => {
    test("100 identical at once are stored and charged once", async () => {
      const event = cost({ idempotency_key: randomUUID() });
      const answers = await Promise.all(Array.from({ length: 100 }, () => post(event)));
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(answers.reduce((sum, { body }) => sum + Number(body.inserted), 0)).toBe(1);
      expect(await budgetOf(world, company)).toMatchObject({ spent: 0.5 });
    });

    test("the same key with another body changes nothing", async () => {
      const idempotency_key = randomUUID();
      await post(cost({ idempotency_key }));
      expect((await post(cost({ idempotency_key, cost_usd: 3 }))).body).toMatchObject({ inserted: 0, deduped: 1 });
      expect(await stored()).toMatchObject([{ cost: 0.5 }]);
    });

    test("two batches that share keys in opposite order both end", async () => {
      const keys = Array.from({ length: 100 }, () => randomUUID());
      const batch = (order: string[]): object[] =>
        order.map((idempotency_key) => cost({ idempotency_key, cost_usd: 0.001 }));
      const answers = await Promise.all([post(batch(keys)), post(batch(keys.toReversed()))]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await stored()).toHaveLength(100);
      expect(await budgetOf(world, company)).toMatchObject({ spent: 0.1 });
    });
  });

  describe("the limit", () => {
    const spend = (usd: number): Promise<unknown> =>
      world.admin.query(
        "insert into budget_ledger (workspace_id, month, spent_usd) values ($1, date_trunc('month', now() at time zone 'UTC'), $2)",
        [company.workspaceId, usd],
      );

    test("200 at once near the limit never exceed it, and use all of it", async () => {
      await spend(4);
      const answers = await Promise.all(Array.from({ length: 200 }, () => postAgain(cost({ cost_usd: 0.1 }))));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
      const refused = answers.filter(({ status }) => status === 402);
      expect(refused).toHaveLength(190);
      expect(refused[0]?.body).toMatchObject({ error: "Budget limit exceeded", code: "budget.exceeded", limit: 5 });
      expect(await budgetOf(world, company)).toMatchObject({ spent: 5 });
      expect(await stored()).toHaveLength(10);
    });

    test("a batch over the limit stores none of it", async () => {
      await spend(4.5);
      expect(await post([cost({ cost_usd: 0.3 }), cost({ cost_usd: 0.3 })])).toMatchObject({
        status: 402,
        body: { current_spend: 4.5, limit: 5 },
      });
      expect(await stored()).toEqual([]);
    });

    test("50, 80 and 100 % are announced once each, by notification, ledger and mail", async () => {
      const alerts = async (): Promise<number[]> =>
        (
          await world.admin.query<{ threshold: number }>(
            "select (data ->> 'threshold')::int as threshold from notifications where workspace_id = $1 and type = 'budget.share_reached' order by created_at",
            [company.workspaceId],
          )
        ).rows.map(({ threshold }) => threshold);
      await post(cost({ cost_usd: 2.4 }));
      expect(await alerts()).toEqual([]);
      await post(cost({ cost_usd: 0.1 }));
      await post(cost({ cost_usd: 0.1 }));
      expect(await alerts()).toEqual([50]);
      await post(cost({ cost_usd: 2 }));
      expect(await alerts()).toEqual([50, 80]);
      // Refused: what is left does not hold it.
      await post(cost({ cost_usd: 1 }));
      await post(cost({ cost_usd: 1 }));
      expect(await alerts()).toEqual([50, 80, 100]);
      const mails = (await world.jobs(company.workspaceId)).filter(
        ({ name }) => name === "ingestion.mail_budget_alert",
      );
      expect(mails.map(({ data }) => data.threshold)).toEqual([50, 80, 100]);
      const lines = (await world.ledger(company.workspaceId)).filter(
        ({ event_type }) => event_type === "budget.share_reached",
      );
      expect(lines).toHaveLength(3);
    });
  });

  test.each([
    ["a negative cost", { cost_usd: -1 }, "cost_usd"],
    ["a cost of 10^308", { cost_usd: 1e308 }, "cost_usd"],
    ["tokens beyond 2^53", { tokens_in: 2 ** 60 }, "tokens_in"],
    ["half a token", { tokens_out: 0.5 }, "tokens_out"],
    ["no provider", { provider: undefined }, "provider"],
    ["an empty model", { model: " " }, "model"],
    ["a group that is no uuid", { campaign_group_id: "x" }, "campaign_group_id"],
    ["a NUL in a text", { purpose: "a\0b" }, "Number 1 (from 0)"],
  ])("%s is refused with a sentence, and nothing is stored", async (_what, more, field) => {
    const { status, body } = await post([cost(), cost(more)]);
    expect(status).toBe(400);
    expect(body.error).toContain(field);
    expect(await stored()).toEqual([]);
  });

  test("a group of another workspace is not here; prototype keys are only keys", async () => {
    expect(await post(cost({ campaign_group_id: randomUUID() }))).toMatchObject({
      status: 404,
      body: { code: "campaign_group.not_found" },
    });
    const polluting = JSON.stringify(cost()).replace(/}$/, ',"metadata":{"__proto__":{"admin":true},"constructor":1}}');
    expect((await postText(polluting)).status).toBe(200);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test("101 cost events are too many, none are too few", async () => {
    expect((await post(Array.from({ length: 101 }, () => cost()))).status).toBe(400);
    expect((await post([])).status).toBe(400);
  });
});
