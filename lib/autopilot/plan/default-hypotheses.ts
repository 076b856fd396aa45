import type { Hypothesis, Packet } from "./schemas";

const UNTESTED = { state: "untested", n: 0, share: null, evidence: [], judged_at: null } as const;

/** The tests that every company can measure here, with bars that are fixed before the data. */
const TESTS: readonly Omit<Hypothesis, keyof typeof UNTESTED>[] = [
  {
    key: "replies",
    statement: "People with the problem answer an email about it.",
    test: "Emails of the campaigns, answers by sent emails",
    metric: "reply_rate",
    n_min: 100,
    pass: 0.05,
    fail: 0.01,
  },
  {
    key: "landing",
    statement: "Visitors of the page leave their address.",
    test: "Landing page, leads by page views",
    metric: "conversion",
    n_min: 100,
    pass: 0.1,
    fail: 0.03,
  },
  {
    key: "price",
    statement: "People who left their address pay the price.",
    test: "Price test, payments by leads",
    metric: "payment_rate",
    n_min: 20,
    pass: 0.1,
    fail: 0.02,
  },
];

/** The hypotheses of a validation; those that were judged before keep their state. */
export const hypothesesOf = (phase: number, before: Packet | null): Hypothesis[] =>
  phase === 1
    ? TESTS.map(
        (test) => before?.hypotheses.find(({ key }) => key === test.key) ?? { ...test, ...UNTESTED, evidence: [] },
      )
    : [];
