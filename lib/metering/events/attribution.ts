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
/** `named`: where the reporter says it belongs. `answered`: the mail of ours that it answers, which overrules `named`. */
export type Attributable = {
  named: Pick<NewEvent, "campaign" | "campaign_id" | "campaign_group_id">;
  answered?: { campaignId: string } | undefined;
};
export type Refusal = { error: string; code: string };
export type Attributed<T extends Attributable, Place = Attribution> =
  (T & { place: Place }) | (T & { refusal: Refusal });

const distinct = (values: (string | null | undefined)[]): string[] => [...new Set(values.filter(isGiven))];

/** Names are kept without spaces around them; an accent can be written as one letter or as two. */
const tidy = (name: string): string => name.replace(/\s+/g, " ").trim();
const nameKey = (name: string): string => tidy(name).normalize("NFC").toLowerCase();
const spellings = ({ campaign }: Attributable["named"]): string[] =>
  isGiven(campaign) ? [tidy(campaign), tidy(campaign).normalize("NFC"), tidy(campaign).normalize("NFD")] : [];

/**
 * Finds the campaign and group of each item. An id that is not of this workspace is a refusal; an unknown name is kept as written and
 * counts as unattributed.
 */
export async function attribute<T extends Attributable>(tx: TxCtx, items: readonly T[]): Promise<Attributed<T>[]> {
  const known = await selectCampaigns(tx, {
    ids: distinct(items.flatMap(({ named, answered }) => [named.campaign_id, answered?.campaignId])),
    names: distinct(items.flatMap(({ named }) => (named.campaign_id ? [] : spellings(named)))),
  });
  const byId = new Map(known.map((campaign) => [campaign.id, campaign]));
  const byName = new Map(
    known.filter(({ archived }) => !archived).map((campaign) => [nameKey(campaign.name), campaign]),
  );
  const groups = await selectGroups(tx, distinct(items.map(({ named }) => named.campaign_group_id)));
  const projects = new Map(groups.map((group) => [group.id, group.projectId]));

  return items.map((item) => {
    const { named, answered } = item;
    const groupId = named.campaign_group_id;
    if (groupId && !projects.has(groupId)) return { ...item, refusal: refusal("campaign_group", "campaign group") };
    if (named.campaign_id && !byId.has(named.campaign_id)) return { ...item, refusal: refusal("campaign", "campaign") };
    const id = answered?.campaignId ?? named.campaign_id;
    const campaign = id ? byId.get(id) : namedIn(byName, named);
    if (campaign) return { ...item, place: placeOf(campaign) };
    const projectId = projects.get(groupId ?? "") ?? null;
    return {
      ...item,
      place: { campaignId: null, groupId: groupId ?? null, campaign: named.campaign ?? null, projectId },
    };
  });
}

const placeOf = ({ id, groupId, name, projectId }: KnownCampaign): Attribution => ({
  campaignId: id,
  groupId,
  campaign: name,
  projectId,
});

function namedIn(byName: ReadonlyMap<string, KnownCampaign>, named: Attributable["named"]): KnownCampaign | undefined {
  const campaign = isGiven(named.campaign) ? byName.get(nameKey(named.campaign)) : undefined;
  const elsewhere = campaign && named.campaign_group_id && campaign.groupId !== named.campaign_group_id;
  return elsewhere ? undefined : campaign;
}

const refusal = (noun: string, words: string): Refusal => ({
  error: `There is no such ${words} in this workspace: check ${noun}_id, or leave it out to count the event as unattributed.`,
  code: `${noun}.not_found`,
});
