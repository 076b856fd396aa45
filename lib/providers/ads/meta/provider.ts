import { statusOf } from "@/lib/providers/accounts/run-steps";
import { AppError } from "@/lib/platform/errors";
import type { Ads } from "../port";
import { nameOf, toCampaign, toForm } from "./map";
import { accountPath, metaClient } from "./request";
import { Created, MetaAccount, MetaAdSets, MetaCampaign, Named } from "./schemas";

type Access = { access_token: string; ad_account_id: string };

/** Meta has no idempotency key: an answer that was lost is looked up by the name, whose end says which action made it. */
export function metaAds({ access_token: token, ad_account_id: adAccount }: Access): Ads {
  const at = accountPath(adAccount);
  const findCreated: Ads["findCreated"] = async (of, signal) => {
    const name = nameOf(of);
    const query = {
      fields: "id,name",
      limit: "100",
      effective_status: JSON.stringify(["PAUSED", "ACTIVE", "IN_PROCESS", "WITH_ISSUES"]),
    };
    const { data } = await metaClient(token, signal)({ path: `${at}/campaigns`, query, schema: Named });
    const found = data.find((campaign) => campaign.name === name);
    return found ? { id: found.id } : null;
  };
  return {
    findCreated,
    createPaused: async (request, signal) => {
      const ask = metaClient(token, signal);
      const { currency } = await ask({ path: at, query: { fields: "currency" }, schema: MetaAccount });
      if (currency !== request.currency) throw wrongCurrency(currency, request.currency);
      const before = await findCreated(request, signal);
      return before ?? ask({ path: `${at}/campaigns`, form: toForm(request), schema: Created });
    },
    readCampaign: async (id, signal) => {
      const ask = metaClient(token, signal);
      try {
        const fields = "id,effective_status,lifetime_budget,daily_budget,start_time,stop_time";
        const campaign = await ask({ path: `/${encodeURIComponent(id)}`, query: { fields }, schema: MetaCampaign });
        const ofSets = "lifetime_budget,daily_budget,start_time,end_time";
        const path = `/${encodeURIComponent(id)}/adsets`;
        return toCampaign(campaign, await ask({ path, query: { fields: ofSets, limit: "200" }, schema: MetaAdSets }));
      } catch (error) {
        // Meta answers 400 for an id that it does not know, too.
        if (statusOf(error) === 404 || statusOf(error) === 400) return null;
        throw error;
      }
    },
  };
}

const wrongCurrency = (found: string, approved: string): AppError =>
  new AppError("impossible", `The ad account is kept in ${found}, and ${approved} was approved.`, {
    code: "ads.wrong_currency",
  });
