import type { TxCtx } from "@/lib/platform/transaction";
import { isGiven, type NewEvent } from "./schemas";
import { selectCampaigns, selectGroups, type KnownCampaign } from "./store-attribution";

/** Where an event counts: `campaign` is the name people read, `projectId` the company whose ledger gets the line. */
export type Attribution = {
  campaignId: string | null;
  groupId: string | null;
  campaign: string | null;
  projectId: string | null;
};
/** What an event says about where it belongs; the mail it answers knows better than who reports it. */
export type Attributable = Pick<NewEvent, "campaign" | "campaign_id" | "campaign_group_id"> & {
  answered?: { campaignId: string } | undefined;
};
export type Refusal = { error: string; code: string };

const distinct = (values: (string | null | undefined)[]): string[] => [...new Set(values.filter(isGiven))];

/** Names are kept without spaces around them; an accent can be written as one letter or as two. */
const tidy = (name: string): string => name.replace(/\s+/g, " ").trim();
const nameKey = (name: string): string => tidy(name).normalize("NFC").toLowerCase();
const spellings = ({ campaign }: Attributable): string[] =>
  isGiven(campaign) ? [tidy(campaign), tidy(campaign).normalize("NFC"), tidy(campaign).normalize("NFD")] : [];

/**
 * Finds the campaign and group each event names. An id that is not of this workspace is a refusal; a name nobody knows is kept as
 * written and counts as unattributed.
 */
export async function attribute(tx: TxCtx, events: readonly Attributable[]): Promise<(Attribution | Refusal)[]> {
  const known = await selectCampaigns(tx, {
    ids: distinct(events.flatMap((event) => [event.campaign_id, event.answered?.campaignId])),
    names: distinct(events.filter((event) => !event.campaign_id).flatMap(spellings)),
  });
  const byId = new Map(known.map((campaign) => [campaign.id, campaign]));
  const byName = new Map(
    known.filter(({ archived }) => !archived).map((campaign) => [nameKey(campaign.name), campaign]),
  );
  const groups = await selectGroups(tx, distinct(events.map((event) => event.campaign_group_id)));
  const projects = new Map(groups.map((group) => [group.id, group.projectId]));

  return events.map((event) => {
    const groupId = event.campaign_group_id;
    if (groupId && !projects.has(groupId)) return refusal("campaign_group", "campaign group");
    if (event.campaign_id && !byId.has(event.campaign_id)) return refusal("campaign", "campaign");
    const id = event.answered?.campaignId ?? event.campaign_id;
    const campaign = id ? byId.get(id) : namedIn(byName, event);
    if (campaign)
      return {
        campaignId: campaign.id,
        groupId: campaign.groupId,
        campaign: campaign.name,
        projectId: campaign.projectId,
      };
    return {
      campaignId: null,
      groupId: groupId ?? null,
      campaign: event.campaign ?? null,
      projectId: projects.get(groupId ?? "") ?? null,
    };
  });
}

function namedIn(byName: ReadonlyMap<string, KnownCampaign>, event: Attributable): KnownCampaign | undefined {
  const campaign = isGiven(event.campaign) ? byName.get(nameKey(event.campaign)) : undefined;
  const elsewhere = campaign && event.campaign_group_id && campaign.groupId !== event.campaign_group_id;
  return elsewhere ? undefined : campaign;
}

const refusal = (noun: string, words: string): Refusal => ({
  error: `There is no such ${words} in this workspace: check ${noun}_id, or leave it out to count the event as unattributed.`,
  code: `${noun}.not_found`,
});
