import type { CampaignStats } from "@/lib/metering/metrics/schemas";
import { BYTE_ORDER_MARK, toCsv } from "@/lib/platform/csv";

const COLUMNS: readonly { key: keyof CampaignStats; header: string }[] = [
  { key: "name", header: "Campaign" },
  { key: "id", header: "Campaign id" },
  { key: "status", header: "Status" },
  { key: "sends", header: "Sent" },
  { key: "deliveries", header: "Delivered" },
  { key: "opens", header: "Opened by a person at most" },
  { key: "clicks", header: "Clicked" },
  { key: "replies", header: "Replies" },
  { key: "opt_outs", header: "Opt-outs" },
  { key: "bounces", header: "Bounces" },
  { key: "complaints", header: "Complaints" },
  { key: "cost_usd", header: "Cost in USD" },
];

/** The campaigns as a file that spreadsheets open, in the order given. */
export const campaignsCsv = (campaigns: readonly CampaignStats[]): string =>
  BYTE_ORDER_MARK + toCsv(campaigns, { columns: COLUMNS });
