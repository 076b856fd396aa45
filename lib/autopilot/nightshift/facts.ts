import type { Kpis } from "@/lib/metering/metrics/schemas";

/** The numbers of one campaign: the last seven days, and the seven before. */
export type CampaignFacts = {
  id: string;
  name: string;
  /** The first thing that keeps it from sending until a person acts, in words; null when there is none. */
  gate: string | null;
  sends: number;
  replies: number;
  bounces: number;
  complaints: number;
  sendsBefore: number;
  repliesBefore: number;
  /** Sent since the day before yesterday. */
  sendsLately: number;
  dailyLimit: number | null;
  activeSince: string;
};

export type PaymentFact = { id: string; amountCents: number; currency: string; at: string };

/** The plan of a company, with the numbers that judge it. */
export type PlanFacts = {
  goal: {
    /** The packet that it stands in. */
    id: string;
    metric: string;
    start: number;
    value: number;
    target: number;
    begunOn: string;
    dueOn: string;
  } | null;
  hypotheses: readonly { id: string; text: string; dueOn: string; n: number; neededN: number }[];
  launchItems: readonly { id: string; text: string; why: string }[];
  unknowns: readonly { id: string; text: string; blocks: string }[];
};

/** A company as one read at one position of its ledger saw it. Plain data: the detectors know nothing else, and no clock. */
export type Facts = {
  /** The hour of the read, so that the same position gives the same text. */
  at: string;
  day: string;
  timeZone: string;
  position: number;
  approvals: readonly { id: string; title: string; expiresAt: string }[];
  unsettled: readonly { id: string; title: string }[];
  contradicted: readonly { id: string; title: string; approvalId: string | null }[];
  /** Conversations whose last word is a person's, known or asked by us. Strangers' emails are not among them. */
  waiting: readonly { ref: string; since: string }[];
  campaigns: readonly CampaignFacts[];
  /** People who may still get a first email. */
  peopleLeft: number;
  accounts: readonly { mailbox: number; trouble: string | null; guardrail: string | null }[];
  integrations: readonly { provider: string; verdict: string }[];
  kpis: Kpis;
  website: { lastSeenAt: string | null; eventsBefore: number };
  payments: { failed: readonly PaymentFact[]; first: PaymentFact | null };
  budget: { limitUsd: number | null; spentUsd: number };
  recurring: readonly { id: string; title: string; failures: number }[];
  plan: PlanFacts;
  verified: readonly { id: string; title: string; at: string }[];
  /** Lines of the ledger by the id of the thing that they are about. */
  lines: Readonly<Record<string, readonly number[]>>;
};

/** The lines of the ledger about a thing, as references. */
export const linesAbout = ({ lines }: Facts, id: string): string[] => (lines[id] ?? []).map((line) => `e:${line}`);

export const hoursBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 3_600_000;

/** “1 proposal”, “2 proposals”. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
