import { describe, expect, test } from "vitest";
import { costWords, sumCosts } from "@/app/(app)/companies/[projectId]/dashboard/_components/cost-lines";
import {
  analyticsExample,
  eventExample,
  scriptExample,
} from "@/app/(app)/companies/[projectId]/dashboard/_components/examples";
import { otherSends } from "@/app/(app)/companies/[projectId]/dashboard/_components/chart-days";
import { lastDays, readFilter, toQuery } from "@/app/(app)/companies/[projectId]/dashboard/_components/filter";
import {
  campaignOptions,
  chosenCampaign,
  groupOptions,
} from "@/app/(app)/companies/[projectId]/dashboard/_components/filter-options";
import { besideFigures, figuresOf } from "@/app/(app)/companies/[projectId]/dashboard/_components/kpi-figures";
import { factsOf } from "@/app/(app)/companies/[projectId]/notifications/_components/notification-facts";
import { formatDay, formatRange, lastDayOf } from "@/app/_ui/days";
import { formatMoney, formatPoints } from "@/app/_ui/numbers";
import { NewEvent } from "@/lib/metering/events/schemas";
import { AnalyticsEvent } from "@/lib/metering/website/schemas";
import { DashboardQuery, type CostLine, type KpiValues } from "@/lib/metering/metrics/schemas";

describe("costs", () => {
  const line = (more: Partial<CostLine>): CostLine => ({
    provider: "openai",
    model: "gpt-5",
    campaign_id: null,
    campaign_name: "Unattributed",
    calls: 1,
    unpriced_calls: 0,
    tokens_in: 10,
    tokens_out: 1,
    cost_usd: 1,
    ...more,
  });
  const lines = [
    line({}),
    line({ campaign_id: "c", campaign_name: "Autumn", cost_usd: 3 }),
    line({ provider: "acme", model: "writer", unpriced_calls: 2, calls: 2, cost_usd: 0 }),
  ];

  test("are added up by model, provider or campaign, the dearest first", () => {
    const names = (view: "model" | "provider" | "campaign"): [string, number][] =>
      sumCosts(lines, view).map(({ name, cost_usd }) => [name, cost_usd]);
    expect(names("model")).toEqual([["gpt-5", 4], ["writer", 0]]); // prettier-ignore
    expect(names("provider")).toEqual([["openai", 4], ["acme", 0]]); // prettier-ignore
    expect(names("campaign")).toEqual([["Autumn", 3], ["Unattributed", 1]]); // prettier-ignore
  });

  test("never say that a call nobody knows the price of was for nothing", () => {
    expect(sumCosts(lines, "model").map(costWords)).toEqual(["$4.00", "Unknown"]);
    expect(sumCosts([...lines, line({ unpriced_calls: 1, cost_usd: 0 })], "model").map(costWords)).toEqual([
      "over $4.00",
      "Unknown",
    ]);
  });
});

describe("the address", () => {
  const read = (search: string) => readFilter(new URLSearchParams(search));
  const id = "0b9a2a3c-1111-4222-8333-444455556666";

  test("is read, and what makes no sense in it is left out", () => {
    expect(toQuery(read(""))).toEqual({ days: 30 });
    expect(toQuery(read("days=7&campaign=Autumn"))).toEqual({ days: 7, campaign: "Autumn" });
    expect(toQuery(read(`start=2026-11-01&end=2026-11-05&group=${id}`))).toEqual({
      start: "2026-11-01",
      end: "2026-11-05",
      campaign_group_id: id,
    });
    expect(toQuery(read("days=5000&start=yesterday&end=2026-13-40&group=1 or 1=1"))).toEqual({ days: 30 });
    expect(toQuery(read("start=2026-02-30&end=2026-03-10&campaign=a%00b"))).toEqual({ end: "2026-03-10" });
  });

  test("means the same days in whichever order they come", () => {
    expect(toQuery(read("start=2026-11-20&end=2026-11-01"))).toEqual(toQuery(read("start=2026-11-01&end=2026-11-20")));
  });

  test("last days are as many as the numbers of those days have", () => {
    expect(lastDays(7, new Date("2026-11-22T23:00:00Z"))).toEqual({ start: "2026-11-16", end: "2026-11-22" });
  });

  test.each([
    "",
    "days=90",
    "start=2026-11-01",
    `group=${id}&campaign=unattributed`,
    "start=2026-02-30&end=2026-03-10",
    "start=0001-01-01&end=0001-01-01",
    "end=2200-01-01",
    "group=0b9a2a3c-1111-f222-0333-444455556666",
  ])("asks what the API takes: %s", (search) => {
    expect(DashboardQuery.safeParse(toQuery(read(search))).success).toBe(true);
  });
});

describe("the current filter is always among the options", () => {
  const [a, b, elsewhere] = ["a", "b", "c"].map((letter) => `${letter.repeat(8)}-1111-4222-8333-444455556666`) as [
    string,
    string,
    string,
  ];
  const campaigns = [
    {
      id: a,
      name: "Autumn",
      status: "draft" as const,
      campaign_group_id: "north",
      failure: null,
      mailed: false,
      awaiting_approval: 0,
      unknown: 0,
    },
    {
      id: b,
      name: "Spring",
      status: "draft" as const,
      campaign_group_id: "south",
      failure: null,
      mailed: false,
      awaiting_approval: 0,
      unknown: 0,
    },
  ];
  const chosen = (campaign: string | null, group: string | null = null) => {
    const value = chosenCampaign(campaigns, { campaign, group });
    const option = campaignOptions(campaigns, { campaign, group }).find((one) => one.value === value);
    return [value, option?.label];
  };

  test.each([
    ["none", null, ["", "All campaigns"]],
    ["by id", a, [a, "Autumn"]],
    ["by name, as the API takes it", "SPRING", [b, "Spring"]],
    ["without one", "Unattributed", ["unattributed", "Unattributed"]],
    ["a name that is not here", "Winter", ["Winter", "Winter"]],
    ["an id that is not here", elsewhere, [elsewhere, "A campaign that is not here"]],
  ])("%s", (_what, campaign, shown) => {
    expect(chosen(campaign)).toEqual(shown);
  });

  test("also outside of the group, and several campaigns of one name", () => {
    expect(chosen(b, "north")).toEqual([b, "Spring"]);
    const twice = [...campaigns, { ...campaigns[0]!, id: elsewhere }];
    expect(chosenCampaign(twice, { campaign: "autumn", group: null })).toBe("autumn");
    expect(groupOptions([{ id: "north", name: "North" }], { group: "gone", campaign: null }).at(-1)).toEqual({
      value: "gone",
      label: "A group that is not here",
    });
  });
});

test("sends of no step are drawn beside those of the three", () => {
  const none = { day: "2026-11-22", replies: 0, opt_outs: 0, bounces: 0, cost_usd: 0 };
  expect(otherSends({ ...none, sends: 7, by_step: { "1": 3, "2": 2, "3": 1 } })).toBe(1);
});

test("the examples hold what the API takes", () => {
  const place = { origin: "http://x", workspaceId: "w", projectId: "p", publishableKey: "gpk_1" };
  const bodyOf = (command: string): unknown => JSON.parse(/-d '(.*)'$/s.exec(command)?.[1] ?? "");
  const { workspace_id, ...event } = bodyOf(eventExample(place)) as Record<string, unknown>;
  expect(workspace_id).toBe("w");
  expect(NewEvent.safeParse(event).success).toBe(true);
  expect(AnalyticsEvent.safeParse(bodyOf(analyticsExample(place))).success).toBe(true);
  expect(analyticsExample(place)).toContain("x-project-key: gpk_1");
  expect(scriptExample(place)).toBe('<script defer src="http://x/g.js" data-project="p" data-key="gpk_1"></script>');
});

test("days and money as people write them", () => {
  expect([formatDay("2026-09-05"), lastDayOf("2028-02-01"), lastDayOf("2026-12-01")]).toEqual(["5 Sep", "2028-02-29", "2026-12-31"]); // prettier-ignore
  expect(formatRange("2026-10-24", "2026-11-22")).toBe("24 Oct – 22 Nov 2026");
  expect(formatRange("2025-12-24", "2026-01-02")).toBe("24 Dec 2025 – 2 Jan 2026");
  expect(formatRange("2026-11-22", "2026-11-22")).toBe("22 Nov 2026");
  expect([formatMoney(123_456, "USD"), formatMoney(500, "JPY")]).toEqual(["$1,234.56", "¥500"]);
  expect([formatPoints(0.0154), formatPoints(-0.2), formatPoints(0)]).toEqual(["+1.5 pts", "-20 pts", "0 pts"]);
});

describe("website and payments", () => {
  const none = { traffic: 0, leads: 0, conversion: null, succeeded_payments: 0, revenue_cents: 0, refunded_cents: 0, other_currencies: [] }; // prettier-ignore
  const some = { ...none, traffic: 40, leads: 1, conversion: 0.025 };
  const conversion = (now: KpiValues, previous: KpiValues) => figuresOf({ ...now, previous }, null)[2];

  test("a share that there is no more is not one that there never was", () => {
    expect(conversion(none, some)).toMatchObject({ value: "–", note: "2.5% in the period before" });
    expect(conversion(some, none)).toMatchObject({ value: "2.5%", note: "none in the period before" });
    expect(conversion(some, some)).toMatchObject({ note: "0 pts to the period before" });
  });

  test("no money is in no sentence: not that of another currency, and not what went back", () => {
    const other_currencies = [
      { currency: "CHF", revenue_cents: 0, refunded_cents: 250 },
      { currency: "USD", revenue_cents: 700, refunded_cents: 0 },
    ];
    expect(besideFigures({ ...none, refunded_cents: 100, other_currencies }, "EUR")).toBe(
      "Also $7.00, which is not added up. Refunded: €1.00 and CHF\u00a02.50.",
    );
    expect(besideFigures(none, "EUR")).toBe("");
  });
});

test("a notification leads to what it is about", () => {
  const told = (type: string, data: unknown) => factsOf({ id: "n", type, title: "", data, read_at: null, created_at: "" }, "p"); // prettier-ignore
  expect(told("email.replied", { contact_email: "a+b@x.example", campaign_id: "c", excerpt: "Yes!" })).toEqual({
    excerpt: "Yes!",
    links: [
      { href: "/companies/p/leads?q=a%2Bb%40x.example", label: "See the lead" },
      { href: "/companies/p/campaigns/c", label: "See the campaign" },
    ],
  });
  expect(told("budget.share_reached", { threshold: 50 }).links).toMatchObject([{ href: "/companies/p#cost" }]);
  const [records] = told("sending_domain.paused", { domain: "x.example" }).links;
  expect(records?.href).toBe("/companies/p/onboarding?step=domain");
  expect(told("credential.stopped", {}).links).toMatchObject([{ href: "/companies/p/settings#services" }]);
  expect(told("something.new", null)).toEqual({ excerpt: null, links: [] });
});
