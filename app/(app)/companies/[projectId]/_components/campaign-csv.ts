import type { CampaignStats } from "@/lib/metering/metrics/schemas";

const COLUMNS: readonly [string, (campaign: CampaignStats) => string | number][] = [
  ["Campaign", ({ name }) => name],
  ["Campaign id", ({ id }) => id ?? ""],
  ["Status", ({ status }) => status ?? ""],
  ["Sent", ({ sends }) => sends],
  ["Delivered", ({ deliveries }) => deliveries],
  ["Opened", ({ opens }) => opens],
  ["Clicked", ({ clicks }) => clicks],
  ["Replies", ({ replies }) => replies],
  ["Opt-outs", ({ opt_outs }) => opt_outs],
  ["Bounces", ({ bounces }) => bounces],
  ["Complaints", ({ complaints }) => complaints],
  ["Cost in USD", ({ cost_usd }) => cost_usd],
];

/** A text that begins like a formula would be run by a spreadsheet: the quote before it makes it text. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

const cell = (value: string | number): string =>
  typeof value === "number" ? String(value) : `"${harmless(value).replaceAll('"', '""')}"`;

/** The campaigns as a file that spreadsheets open, in the order given. */
export function campaignsCsv(campaigns: readonly CampaignStats[]): string {
  const head = COLUMNS.map(([name]) => cell(name));
  const rows = campaigns.map((campaign) => COLUMNS.map(([, valueOf]) => cell(valueOf(campaign))));
  return [head, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}
