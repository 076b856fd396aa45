import { expect, test } from "vitest";
import { sorted } from "@/app/(app)/companies/[projectId]/dashboard/_components/campaign-order";
import type { CampaignStats } from "@/lib/metering/metrics/schemas";

const campaign = (name: string, more: Partial<CampaignStats> = {}): CampaignStats => ({
  ...{ id: null, name, status: null, events: 0, sends: 0, deliveries: 0, opens: 0, clicks: 0, replies: 0, bounces: 0, opt_outs: 0, complaints: 0, cost_usd: 0 }, // prettier-ignore
  ...more,
});
const namesOf = (campaigns: CampaignStats[]): string[] => campaigns.map(({ name }) => name);

test("names stand as in a register: accents beside their letters, numbers by their size", () => {
  const campaigns = ["Zed", "Campaign 10", "Émile", "campaign 2", "Ärzte", "=Beginning"].map((name) => campaign(name));
  const order = ["=Beginning", "Ärzte", "campaign 2", "Campaign 10", "Émile", "Zed"];
  expect(namesOf(sorted(campaigns, { by: "name", descending: false }))).toEqual(order);
  expect(namesOf(sorted(campaigns, { by: "name", descending: true }))).toEqual(order.toReversed());
});

test("numbers by their size, and a rate of nothing below every rate", () => {
  const campaigns = [campaign("a", { sends: 9 }), campaign("b"), campaign("c", { sends: 10, replies: 1 })];
  expect(namesOf(sorted(campaigns, { by: "sends", descending: true }))).toEqual(["c", "a", "b"]);
  expect(namesOf(sorted(campaigns, { by: "rate", descending: false }))).toEqual(["b", "a", "c"]);
});
