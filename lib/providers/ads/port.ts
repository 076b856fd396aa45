export const OBJECTIVES = ["awareness", "traffic", "engagement", "leads", "sales"] as const;
export type Objective = (typeof OBJECTIVES)[number];

export const AD_CATEGORIES = ["housing", "employment", "financial_products", "politics"] as const;
export type AdCategory = (typeof AD_CATEGORIES)[number];

/** A campaign as it will be made: never running. `action` names the purpose: made again with the same one, it is the same campaign. */
export type AdCampaignRequest = {
  name: string;
  objective: Objective;
  /** Categories that the law asks to be declared; most campaigns have none. */
  categories: readonly AdCategory[];
  /** The most that the campaign can spend in its whole life, in the currency's smallest unit. */
  budgetCents: number;
  currency: string;
  startsAt: string;
  endsAt: string;
  action: string;
};

/** `paused`: it exists and spends nothing. `in_review`: the provider has not made up its mind. */
export type AdCampaign = {
  id: string;
  status: "paused" | "active" | "in_review" | "refused" | "gone";
  /** The provider's own word for its state. */
  word: string;
  /** The sum of what it and its parts may spend in their whole life. */
  budgetCents: number;
};

export interface Ads {
  /** 422 `ads.wrong_currency` when the account has another currency than was approved; nothing is made then. */
  createPaused(request: AdCampaignRequest, signal: AbortSignal): Promise<{ id: string }>;
  /** The campaign of an action whose answer was lost; null when there is none. */
  findCreated(of: Pick<AdCampaignRequest, "name" | "action">, signal: AbortSignal): Promise<{ id: string } | null>;
  readCampaign(id: string, signal: AbortSignal): Promise<AdCampaign | null>;
}
