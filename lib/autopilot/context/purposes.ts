import type { ContextPurpose } from "./schemas";

/** Tokens that the context of a purpose may hold. */
export const BUDGETS: Readonly<Record<ContextPurpose, number>> = {
  chat: 12_000,
  nightshift: 24_000,
  packet: 16_000,
  reply: 6_000,
};
/** Below this the rules and the most important lines no longer fit. */
export const LEAST_BUDGET = 2_000;

/** More than any tokenizer needs for our lines, measured with o200k: ids take 1.6 bytes a token, prose 3 and more. */
const BYTES_PER_TOKEN = 2.5;
export const tokensOf = (bytes: number): number => Math.ceil(bytes / BYTES_PER_TOKEN);
export const bytesIn = (tokens: number): number => Math.floor(tokens * BYTES_PER_TOKEN);

export type SectionRule = {
  key: string;
  title: string;
  /** The share of the budget that it gets before any other section gets more than its own, if it has that much to say. */
  floor: number;
  cap: number;
  /** The most important line is the newest, and is read last. */
  newestLast?: true;
  only?: ContextPurpose;
};

/** In the order in which a model reads them: rules first and the talk last, because the middle of a long text is remembered worst. */
export const SECTIONS = [
  { key: "company", title: "The company", floor: 0.05, cap: 0.08 },
  { key: "packets", title: "Its plan, as accepted", floor: 0.12, cap: 0.25 },
  { key: "memory", title: "Remembered, and confirmed by the founder", floor: 0.06, cap: 0.1 },
  { key: "kpi", title: "Numbers", floor: 0.06, cap: 0.08 },
  { key: "open", title: "Open: waiting, running, unknown, contradicted", floor: 0.12, cap: 0.18 },
  { key: "recommendations", title: "Recommended in the last 14 nights", floor: 0.06, cap: 0.12 },
  { key: "events", title: "Ledger, newest last", floor: 0.15, cap: 0.3, newestLast: true },
  { key: "work", title: "Work and its receipts", floor: 0.06, cap: 0.12 },
  { key: "mail", title: "Email conversations", floor: 0.08, cap: 0.15 },
  { key: "conversation", title: "This chat, newest last", floor: 0.1, cap: 0.25, newestLast: true, only: "chat" },
] as const satisfies readonly SectionRule[];
export type SectionKey = (typeof SECTIONS)[number]["key"];
