import type { CampaignStats } from "@/lib/metering/metrics/schemas";

const replyRate = ({ replies, sends }: CampaignStats): number => (sends === 0 ? -1 : replies / sends);

export const COLUMNS = {
  name: { label: "Campaign", valueOf: ({ name }: CampaignStats) => name },
  status: { label: "Status", valueOf: ({ status }: CampaignStats) => status ?? "" },
  sends: { label: "Sent", valueOf: ({ sends }: CampaignStats) => sends },
  replies: { label: "Replies", valueOf: ({ replies }: CampaignStats) => replies },
  rate: { label: "Reply rate", valueOf: replyRate },
  opt_outs: { label: "Opt-outs", valueOf: ({ opt_outs }: CampaignStats) => opt_outs },
  bounces: { label: "Bounces", valueOf: ({ bounces }: CampaignStats) => bounces },
  cost: { label: "Cost", valueOf: ({ cost_usd }: CampaignStats) => cost_usd },
} as const;
export type Column = keyof typeof COLUMNS;
export type Order = { by: Column; descending: boolean };
export const isText = (column: Column): boolean => column === "name" || column === "status";

// As people order names: “Ä” beside “A”, and 2 before 10.
const NAMES = new Intl.Collator("en", { numeric: true });

const compare = (a: string | number, b: string | number): number =>
  typeof a === "number" && typeof b === "number" ? a - b : NAMES.compare(String(a), String(b));

export function sorted(campaigns: readonly CampaignStats[], { by, descending }: Order): CampaignStats[] {
  const { valueOf } = COLUMNS[by];
  const direction = descending ? -1 : 1;
  return campaigns.toSorted((a, b) => direction * compare(valueOf(a), valueOf(b)));
}
