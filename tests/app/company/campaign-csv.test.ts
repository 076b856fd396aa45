import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { campaignsCsv } from "@/app/(app)/companies/[projectId]/dashboard/_components/campaign-csv";
import type { CampaignStats } from "@/lib/metering/metrics/schemas";

const none = { id: null, status: null, events: 0, deliveries: 0, opens: 0, clicks: 0, complaints: 0 };
const campaign: CampaignStats = { ...none, name: "", sends: 4, replies: 1, opt_outs: 0, bounces: 0, cost_usd: 0.25 };
const NAMES = ['=HYPERLINK("evil")', "+49 40", "@sum", "Autumn, late", 'The "best"', "Ärger\nmit Söhne", ""];

test("a spreadsheet reads each name as text, in its encoding, and the figures as numbers", () => {
  const csv = campaignsCsv(NAMES.map((name) => ({ ...campaign, name })));
  expect(Buffer.from(csv).subarray(0, 3).toString("hex")).toBe("efbbbf");
  const [head, ...rows] = parse(csv, { bom: true });
  expect(head).toHaveLength(12);
  expect(rows.map(([name]) => name)).toEqual([
    `'=HYPERLINK("evil")`,
    "'+49 40",
    "'@sum",
    "Autumn, late",
    'The "best"',
    "Ärger\nmit Söhne",
    "",
  ]);
  expect(rows[0]?.slice(3)).toEqual(["4", "0", "0", "0", "1", "0", "0", "0", "0.25"]);
});
