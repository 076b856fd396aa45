import { afterAll, beforeAll, expect, test } from "vitest";
import { toCampaign } from "@/lib/providers/ads/meta/map";
import { MetaCampaign } from "@/lib/providers/ads/meta/schemas";
import { metaAds } from "@/lib/providers/ads/meta/provider";
import type { AdCampaignRequest } from "@/lib/providers/ads/port";
import { fakeMeta, META_TOKEN, type FakeMeta } from "../../../../fakes/meta";

const signal = new AbortController().signal;
let meta: FakeMeta;
beforeAll(async () => {
  meta = await fakeMeta();
  const environment = {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
  };
  Object.assign(process.env, environment, { META_API_URL: meta.url });
});
afterAll(() => meta.close());

const ads = () => metaAds({ access_token: META_TOKEN, ad_account_id: "act_1" });
const request = (action: string): AdCampaignRequest => ({
  name: "Launch",
  objective: "traffic",
  categories: [],
  budgetCents: 50_000,
  currency: "EUR",
  startsAt: "2026-12-01T00:00:00Z",
  endsAt: "2026-12-15T00:00:00Z",
  action,
});

test("a campaign is made paused, with its whole budget, and never twice for one action", async () => {
  const made = await ads().createPaused(request("a"), signal);
  expect(await ads().createPaused(request("a"), signal)).toEqual(made);
  expect(await ads().findCreated(request("a"), signal)).toEqual(made);
  expect(await ads().findCreated(request("other"), signal)).toBeNull();
  expect(meta.campaigns.get(made.id)).toMatchObject({
    status: "PAUSED",
    lifetime_budget: "50000",
    special_ad_categories: [],
  });
  expect(await ads().readCampaign(made.id, signal)).toEqual({
    ...made,
    status: "paused",
    word: "PAUSED",
    budgetCents: 50_000,
  });
});

test("an answer that was lost is found by the action", async () => {
  meta.fail(({ method }) => method === "POST", "acts_and_dies");
  await expect(ads().createPaused(request("lost"), signal)).rejects.toMatchObject({ code: "meta.broken_off" });
  const before = meta.campaigns.size;
  const found = await ads().findCreated(request("lost"), signal);
  expect(await ads().createPaused(request("lost"), signal)).toEqual(found);
  expect(meta.campaigns.size).toBe(before);
});

test("an account in another currency than was approved makes nothing", async () => {
  const before = meta.campaigns.size;
  await expect(ads().createPaused({ ...request("usd"), currency: "USD" }, signal)).rejects.toMatchObject({
    code: "ads.wrong_currency",
  });
  expect(meta.campaigns.size).toBe(before);
});

test.each([
  ["ACTIVE", "active"],
  ["IN_PROCESS", "in_review"],
  ["PENDING_REVIEW", "in_review"],
  ["WITH_ISSUES", "refused"],
  ["DISAPPROVED", "refused"],
  ["SOMETHING_NEW", "refused"],
  ["DELETED", "gone"],
])("Meta's %s means %s", (word, status) => {
  const campaign = MetaCampaign.parse({ id: "9", effective_status: word, lifetime_budget: "1" });
  expect(toCampaign(campaign, { data: [] })).toMatchObject({ status, word });
});

test("the budgets of its ad sets are counted, a daily one for every day", async () => {
  meta.campaigns.set("8", { id: "8", name: "x", effective_status: "PAUSED", lifetime_budget: "0" });
  meta.adSets.push({ daily_budget: "1000", start_time: "2026-12-01T00:00:00Z", end_time: "2026-12-11T00:00:00Z" });
  expect(await ads().readCampaign("8", signal)).toMatchObject({ budgetCents: 10_000 });
  meta.adSets.push({ daily_budget: "1000" });
  expect(await ads().readCampaign("8", signal)).toMatchObject({ budgetCents: 375_000 });
  meta.adSets.splice(0);
});

test("a campaign that Meta does not know is none, and Meta was asked only what it describes", async () => {
  expect(await ads().readCampaign("404", signal)).toBeNull();
  expect(meta.violations).toEqual([]);
});
