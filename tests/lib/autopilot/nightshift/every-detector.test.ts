import { expect, test } from "vitest";
import { KINDS, type Kind } from "@/lib/autopilot/nightshift/candidate";
import { DETECTORS, findCandidates } from "@/lib/autopilot/nightshift/find-candidates";
import type { CampaignFacts, Facts } from "@/lib/autopilot/nightshift/facts";
import { rank } from "@/lib/autopilot/nightshift/rank";
import type { Kpis } from "@/lib/metering/metrics/schemas";

const AT = "2026-06-11T03:00:00.000Z";
const hoursAgo = (hours: number): string => new Date(Date.parse(AT) - hours * 3_600_000).toISOString();

type Sums = { traffic?: number; leads?: number; trafficBefore?: number; leadsBefore?: number };

const period = ({ traffic = 0, leads = 0 }: Sums) => ({
  traffic,
  leads,
  conversion: null,
  revenue_cents: 0,
  refunded_cents: 0,
  succeeded_payments: 0,
});
function kpis(sums: Sums = {}): Kpis {
  const before = period({ traffic: sums.trafficBefore ?? 0, leads: sums.leadsBefore ?? 0 });
  const both = { ...period(sums), previous: before };
  return { last_7_days: both, last_30_days: both, currency: null, time_zone: "UTC", as_of: AT } as unknown as Kpis;
}

const campaign = (more: Partial<CampaignFacts> = {}): CampaignFacts => ({
  id: "c-1",
  name: "Bakers",
  gate: null,
  sends: 100,
  replies: 5,
  bounces: 0,
  complaints: 0,
  sendsBefore: 100,
  repliesBefore: 5,
  sendsLately: 30,
  dailyLimit: 50,
  activeSince: hoursAgo(24 * 30),
  ...more,
});

/** A company that goes well: nothing is to be done. */
const QUIET: Facts = {
  at: AT,
  day: "2026-06-11",
  timeZone: "UTC",
  position: 100,
  approvals: [],
  unsettled: [],
  contradicted: [],
  waiting: [],
  campaigns: [campaign()],
  peopleLeft: 5_000,
  accounts: [{ mailbox: 1, trouble: null, guardrail: null }],
  integrations: [{ provider: "resend", verdict: "ok" }],
  kpis: kpis({ traffic: 100, leads: 10, trafficBefore: 100, leadsBefore: 10 }),
  website: { lastSeenAt: hoursAgo(1), eventsBefore: 200 },
  payments: { failed: [], first: { id: "pay-0", amountCents: 4_900, currency: "USD", at: hoursAgo(24 * 40) } },
  budget: { limitUsd: 50, spentUsd: 10 },
  recurring: [{ id: "t-1", title: "Weekly", failures: 2 }],
  plan: { goal: null, hypotheses: [], launchItems: [], unknowns: [] },
  verified: [],
  lines: {},
};
const payment = (at: string) => ({ id: "pay-1", amountCents: 4_900, currency: "USD", at });
const hypothesis = (n: number, dueOn = "2026-06-11") => ({ id: "h-1", text: "They pay", dueOn, n, neededN: 10 });
const goal = (value: number) => ({
  ...{ id: "p-1", metric: "Customers", start: 0, target: 10, begunOn: "2026-06-01", dueOn: "2026-06-21" },
  value,
});
const plan = (more: Partial<Facts["plan"]>): Partial<Facts> => ({ plan: { ...QUIET.plan, ...more } });

type Case = { kind: Kind; found: Partial<Facts>; evidence: string[]; almost: Partial<Facts> };

/** Each kind: facts that show it, the rows that it rests on, and facts that come close without showing it. */
const CASES: readonly Case[] = [
  {
    kind: "approval_deadline",
    found: { approvals: [{ id: "a-1", title: "Send it", expiresAt: hoursAgo(-23) }] },
    evidence: ["a:a-1"],
    almost: { approvals: [{ id: "a-1", title: "Send it", expiresAt: hoursAgo(-25) }] },
  },
  {
    kind: "replies_unanswered",
    found: { waiting: [{ ref: "th:1", since: hoursAgo(25) }] },
    evidence: ["th:1"],
    almost: { waiting: [{ ref: "th:1", since: hoursAgo(23) }] },
  },
  {
    kind: "campaign_silent",
    found: { campaigns: [campaign({ sendsLately: 0, gate: "No mailbox." })] },
    evidence: ["c:c-1"],
    almost: { campaigns: [campaign({ sendsLately: 0, activeSince: hoursAgo(47) })] },
  },
  {
    kind: "deliverability",
    found: { campaigns: [campaign({ bounces: 5 })] },
    evidence: ["c:c-1"],
    almost: { campaigns: [campaign({ bounces: 4 })] },
  },
  {
    kind: "reply_rate_down",
    found: { campaigns: [campaign({ replies: 2, repliesBefore: 5 })] },
    evidence: ["c:c-1"],
    almost: { campaigns: [campaign({ replies: 0, repliesBefore: 5, sends: 49 })] },
  },
  {
    kind: "leads_down",
    found: { kpis: kpis({ traffic: 120, leads: 9, trafficBefore: 100, leadsBefore: 10 }) },
    evidence: ["k:pageview:2026-06-11", "k:lead:2026-06-11"],
    almost: { kpis: kpis({ traffic: 119, leads: 9, trafficBefore: 100, leadsBefore: 10 }) },
  },
  {
    kind: "events_silent",
    found: { website: { lastSeenAt: hoursAgo(48), eventsBefore: 10 } },
    evidence: ["k:pageview:2026-06-09"],
    almost: { website: { lastSeenAt: null, eventsBefore: 0 } },
  },
  {
    kind: "payment_failed",
    found: { payments: { failed: [payment(hoursAgo(2))], first: null } },
    evidence: ["pay:pay-1"],
    almost: { payments: { failed: [], first: null } },
  },
  {
    kind: "first_payment",
    found: { payments: { failed: [], first: payment(hoursAgo(24 * 14)) } },
    evidence: ["pay:pay-1"],
    almost: { payments: { failed: [], first: payment(hoursAgo(24 * 14 + 1)) } },
  },
  {
    kind: "list_exhausted",
    found: { peopleLeft: 71 },
    evidence: ["c:c-1"],
    almost: { peopleLeft: 72 },
  },
  {
    kind: "budget_low",
    found: { budget: { limitUsd: 50, spentUsd: 40 } },
    evidence: ["budget:2026-06"],
    almost: { budget: { limitUsd: null, spentUsd: 4_000 } },
  },
  {
    kind: "claimed_not_true",
    found: { contradicted: [{ id: "r-1", title: "Publish", approvalId: null }] },
    evidence: ["r:r-1"],
    almost: { verified: [{ id: "r-1", title: "Publish", at: hoursAgo(2) }] },
  },
  {
    kind: "hypothesis_due",
    found: plan({ hypotheses: [hypothesis(10)] }),
    evidence: ["p:h-1"],
    almost: plan({ hypotheses: [hypothesis(10, "2026-06-12")] }),
  },
  {
    kind: "hypothesis_unmeasured",
    found: plan({ hypotheses: [hypothesis(9)] }),
    evidence: ["p:h-1"],
    almost: plan({ hypotheses: [hypothesis(9, "2026-06-12")] }),
  },
  {
    kind: "integration_failing",
    found: { integrations: [{ provider: "github", verdict: "rejected" }] },
    evidence: ["i:github"],
    almost: { integrations: [{ provider: "github", verdict: "ok" }] },
  },
  {
    kind: "mail_account",
    found: { accounts: [{ mailbox: 2, trouble: "auth", guardrail: null }] },
    evidence: ["b:2"],
    almost: { accounts: [] },
  },
  {
    kind: "recurring_failing",
    found: { recurring: [{ id: "t-1", title: "Weekly", failures: 3 }] },
    evidence: ["t:t-1"],
    almost: { recurring: [] },
  },
  {
    kind: "launch_item",
    found: plan({ launchItems: [{ id: "legal", text: "Terms", why: "404" }] }),
    evidence: ["p:legal"],
    almost: plan({ launchItems: [] }),
  },
  {
    kind: "goal_off_track",
    found: plan({ goal: goal(3) }),
    evidence: ["p:p-1"],
    almost: plan({ goal: goal(4) }),
  },
  {
    kind: "plan_unknown",
    found: plan({ unknowns: [{ id: "0.price", text: "Price", blocks: "Offer" }] }),
    evidence: ["p:0.price"],
    almost: plan({ unknowns: [] }),
  },
];

test("a company that goes well has no candidate, and each of the 20 kinds has a case", () => {
  expect(findCandidates(QUIET)).toEqual([]);
  expect(DETECTORS).toHaveLength(20);
  const kinds = Object.keys(KINDS).filter((kind) => kind !== "model_idea");
  expect(CASES.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
});

test.each(CASES)("$kind is found where its facts are, with its rows, and not a step before", ({ kind, ...of }) => {
  const facts = { ...QUIET, ...of.found };
  const found = findCandidates(facts);
  expect(found.map((each) => each.kind)).toEqual([kind]);
  expect(found[0]?.evidence).toEqual(of.evidence);
  expect(findCandidates(JSON.parse(JSON.stringify(facts)) as Facts)).toEqual(found);
  expect(findCandidates({ ...QUIET, ...of.almost })).toEqual([]);
});

test("a line of the ledger about a thing is part of its evidence", () => {
  const facts = { ...QUIET, approvals: [{ id: "a-1", title: "Send it", expiresAt: hoursAgo(-1) }] };
  expect(findCandidates({ ...facts, lines: { "a-1": [7, 9] } })[0]?.evidence).toEqual(["a:a-1", "e:7", "e:9"]);
});

test("an account that its guardrail stopped is a matter of its own beside the campaigns", () => {
  const accounts = [{ mailbox: 3, trouble: null, guardrail: "bounces" }];
  expect(findCandidates({ ...QUIET, accounts })).toMatchObject([
    { key: "deliverability:mailbox-3", evidence: ["b:3"], action: null },
  ]);
});

test("at most five are shown, the best first, equal scores by their key, whatever order they were found in", () => {
  const facts = CASES.reduce<Facts>(
    (all, { kind, found }) => (kind === "hypothesis_unmeasured" ? all : { ...all, ...found }),
    QUIET,
  );
  const candidates = findCandidates(facts);
  expect(candidates.length).toBeGreaterThan(5);
  const none = { track: {}, refused: [] };
  const first = rank(candidates, none);
  expect(rank(candidates.toReversed(), none)).toEqual(first);
  expect(first.ranked).toHaveLength(5);
  const scores = first.ranked.map(({ score }) => score);
  expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  const twins = candidates.slice(0, 1).flatMap((each) => [
    { ...each, key: "b" },
    { ...each, key: "a" },
  ]);
  expect(rank(twins, none).ranked.map(({ key }) => key)).toEqual(["a", "b"]);
});
