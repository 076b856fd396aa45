import { formatRange } from "@/app/_ui/days";
import type { DashboardAggregate } from "@/lib/metering/metrics/schemas";
import type { Filter } from "./filter";
import type { CampaignChoice } from "@/app/_ui/campaign-choice";

export type GroupChoice = { id: string; name: string };
type Option = { value: string; label: string };
type Chosen = Pick<Filter, "group" | "campaign">;

const UUID = /^[0-9a-f-]{36}$/i;
const UNATTRIBUTED = "unattributed";

const toOption = ({ id, name }: GroupChoice): Option => ({ value: id, label: name });

/** The current filter is always an option, even if the list does not contain it. */
const including = (options: Option[], { value, label }: Option): Option[] =>
  options.some((option) => option.value === value) ? options : [...options, { value, label }];

export const groupOptions = (groups: readonly GroupChoice[], { group }: Chosen): Option[] =>
  including([{ value: "", label: "All groups" }, ...groups.map(toOption)], {
    value: group ?? "",
    label: "A group that is not here",
  });

/** The chosen campaign as the list names it: an address may call it by its name, as the API does. */
export function chosenCampaign(campaigns: readonly CampaignChoice[], { campaign }: Chosen): string {
  if (campaign === null) return "";
  const wanted = campaign.toLowerCase();
  if (wanted === UNATTRIBUTED) return UNATTRIBUTED;
  const named = campaigns.filter(({ name }) => name.toLowerCase() === wanted);
  // Several of one name are counted together: no single one of them is chosen.
  return named.length === 1 && named[0] ? named[0].id : campaign;
}

export function campaignOptions(campaigns: readonly CampaignChoice[], chosen: Chosen): Option[] {
  const inGroup = campaigns.filter(({ campaign_group_id }) => !chosen.group || campaign_group_id === chosen.group);
  const value = chosenCampaign(campaigns, chosen);
  const label = campaigns.find(({ id }) => id === value)?.name;
  return including(
    [{ value: "", label: "All campaigns" }, ...inGroup.map(toOption), { value: UNATTRIBUTED, label: "Unattributed" }],
    { value, label: label ?? (UUID.test(value) ? "A campaign that is not here" : value) },
  );
}

const labelIn = (options: readonly Option[], chosen: string): string | undefined =>
  options.find(({ value }) => value === chosen)?.label;

/** The filter in words. They change with the filter, not with each refresh of the numbers. */
export function shownWords(
  { start, end }: DashboardAggregate["date_range"],
  {
    campaigns,
    groups,
    chosen,
  }: { campaigns: readonly CampaignChoice[]; groups: readonly GroupChoice[]; chosen: Chosen },
): string {
  const campaign = labelIn(campaignOptions(campaigns, chosen), chosenCampaign(campaigns, chosen));
  const group = chosen.group && labelIn(groupOptions(groups, chosen), chosen.group);
  return [`Numbers of ${formatRange(start, end)}`, campaign, group].filter(Boolean).join(", ");
}
