import type { WindowValue } from "@/app/_ui/send-window-fields";
import type { Campaign } from "@/lib/outreach/campaigns/schemas";
import type { Infrastructure } from "@/lib/operations/onboarding/schemas";

export type CampaignValues = {
  name: string;
  /** An empty number field is the empty text. */
  daily_limit: number | "";
  step_delays_days: (number | "")[];
  review_mode: Campaign["review_mode"];
  stop_company_on_reply: boolean;
  own_window: boolean;
  send_window: WindowValue;
};

const OFFICE_HOURS: WindowValue = { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };

export const valuesOf = (campaign: Campaign, schedule: Infrastructure | null): CampaignValues => ({
  name: campaign.name,
  daily_limit: campaign.daily_limit ?? "",
  step_delays_days: campaign.step_delays_days,
  review_mode: campaign.review_mode,
  stop_company_on_reply: campaign.stop_company_on_reply,
  own_window: campaign.send_window !== null,
  send_window: campaign.send_window ?? schedule?.send_window ?? OFFICE_HOURS,
});

/** The change to send: an empty field means that the workspace's value applies. */
export const toChanges = ({
  name,
  daily_limit,
  step_delays_days,
  review_mode,
  stop_company_on_reply,
  own_window,
  send_window,
}: CampaignValues) => ({
  name,
  daily_limit: daily_limit === "" ? null : daily_limit,
  step_delays_days: step_delays_days.map((days) => (days === "" ? 0 : days)),
  review_mode,
  stop_company_on_reply,
  send_window: own_window ? send_window : null,
});
