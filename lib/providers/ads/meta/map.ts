import { sha256 } from "@/lib/platform/ids";
import type { AdCampaign, AdCampaignRequest, AdCategory, Objective } from "../port";
import type { MetaAdSets, MetaCampaign } from "./schemas";

const OBJECTIVE: Record<Objective, string> = {
  awareness: "OUTCOME_AWARENESS",
  traffic: "OUTCOME_TRAFFIC",
  engagement: "OUTCOME_ENGAGEMENT",
  leads: "OUTCOME_LEADS",
  sales: "OUTCOME_SALES",
};
const CATEGORY: Record<AdCategory, string> = {
  housing: "HOUSING",
  employment: "EMPLOYMENT",
  financial_products: "FINANCIAL_PRODUCTS_SERVICES",
  politics: "ISSUES_ELECTIONS_POLITICS",
};

/** Meta keeps no key of ours: the end of the name says which action made a campaign. */
export const nameOf = ({ name, action }: Pick<AdCampaignRequest, "name" | "action">): string =>
  `${name} [${sha256(action).slice(0, 12)}]`;

/** The form of `POST /act_…/campaigns`. */
export const toForm = (request: AdCampaignRequest): Record<string, string | number | readonly string[]> => ({
  name: nameOf(request),
  objective: OBJECTIVE[request.objective],
  status: "PAUSED",
  special_ad_categories: request.categories.map((category) => CATEGORY[category]),
  lifetime_budget: request.budgetCents,
  start_time: request.startsAt,
  stop_time: request.endsAt,
});

const STATUS: Record<string, AdCampaign["status"]> = {
  PAUSED: "paused",
  CAMPAIGN_PAUSED: "paused",
  ADSET_PAUSED: "paused",
  ACTIVE: "active",
  IN_PROCESS: "in_review",
  PENDING_REVIEW: "in_review",
  PREAPPROVED: "in_review",
  DELETED: "gone",
  ARCHIVED: "gone",
};

/** A word that is not known here is no success. */
export const toCampaign = (campaign: MetaCampaign, { data: adSets }: MetaAdSets): AdCampaign => ({
  id: campaign.id,
  status: STATUS[campaign.effective_status] ?? "refused",
  word: campaign.effective_status,
  budgetCents: [campaign, ...adSets.map((set) => ({ ...set, stop_time: set.end_time }))].reduce(
    (sum, part) => sum + part.lifetime_budget + part.daily_budget * daysOf(part.start_time, part.stop_time),
    0,
  ),
});

/** A daily budget without an end is counted for a year: it is not capped, and no approved cap is that high by chance. */
function daysOf(start: string | null | undefined, stop: string | null | undefined): number {
  if (!start || !stop) return 365;
  return Math.max(1, Math.ceil((Date.parse(stop) - Date.parse(start)) / 86_400_000));
}
