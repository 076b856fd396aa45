export type Source = "website" | "outreach";
type Counted = { label: string; definition: string; source: Source; of: string; money?: true };
type Share = { label: string; definition: string; part: CountedName; whole: CountedName };

/** Every number that is counted from rows: where it comes from, in words. */
export const COUNTED = {
  pageviews: {
    label: "Page views",
    definition: "Pages of the company's website that were opened, as its script reports them.",
    source: "website",
    of: "pageview",
  },
  leads: {
    label: "Leads from the website",
    definition: "Visitors who left their address on the company's website.",
    source: "website",
    of: "lead",
  },
  payments: {
    label: "Payments",
    definition: "Payments that succeeded, as they were reported to Greenlight.",
    source: "website",
    of: "payment.succeeded",
  },
  refunds: {
    label: "Refunds",
    definition: "Payments that were paid back.",
    source: "website",
    of: "payment.refunded",
  },
  revenue: {
    label: "Revenue",
    definition: "The sum of the payments that succeeded, in the currency of most of them. Refunds are not subtracted.",
    source: "website",
    of: "payment.succeeded",
    money: true,
  },
  sends: {
    label: "Emails sent",
    definition: "Emails of the campaigns that an account accepted for sending.",
    source: "outreach",
    of: "sends",
  },
  deliveries: {
    label: "Emails delivered",
    definition: "Emails of the campaigns that were not returned.",
    source: "outreach",
    of: "deliveries",
  },
  replies: {
    label: "Replies",
    definition: "People who answered an email of a campaign.",
    source: "outreach",
    of: "replies",
  },
  bounces: {
    label: "Bounces",
    definition: "Emails of the campaigns that were returned.",
    source: "outreach",
    of: "bounces",
  },
  opt_outs: {
    label: "Opt-outs",
    definition: "People who asked for no more emails.",
    source: "outreach",
    of: "opt_outs",
  },
  complaints: {
    label: "Complaints",
    definition: "Emails that were reported as spam.",
    source: "outreach",
    of: "complaints",
  },
} as const satisfies Record<string, Counted>;
export type CountedName = keyof typeof COUNTED;

/** Shares of one number in another one. */
export const SHARES = {
  reply_rate: { label: "Reply rate", definition: "Replies by delivered emails.", part: "replies", whole: "deliveries" },
  bounce_rate: { label: "Bounce rate", definition: "Bounces by sent emails.", part: "bounces", whole: "sends" },
  conversion: { label: "Conversion", definition: "Leads by page views.", part: "leads", whole: "pageviews" },
} as const satisfies Record<string, Share>;
export type FigureName = CountedName | keyof typeof SHARES;

/** Other names that references of the chat and of the night shift have for them. */
const OTHER_NAMES: Readonly<Record<string, FigureName>> = {
  traffic: "pageviews",
  pageview: "pageviews",
  lead: "leads",
  succeeded_payments: "payments",
  "payment.succeeded": "payments",
  "payment.refunded": "refunds",
};

/** The figure that a reference such as `leads_7d` or `pageview:2026-11-30` names; null when it names none. */
export function readFigureName(reference: string): FigureName | null {
  const name = reference.replace(/:\d{4}-\d{2}-\d{2}$/, "").replace(/_(?:7d|30d)(?:_before)?$/, "");
  if (Object.hasOwn(COUNTED, name) || Object.hasOwn(SHARES, name)) return name as FigureName;
  return Object.hasOwn(OTHER_NAMES, name) ? (OTHER_NAMES[name] ?? null) : null;
}
