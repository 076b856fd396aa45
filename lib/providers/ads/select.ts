import { AppError } from "@/lib/platform/errors";
import type { ConfigOf } from "../accounts/port";
import { metaAds } from "./meta/provider";
import type { Ads } from "./port";

/** Where a company advertises. Nothing on this machine can stand in for it. */
export function selectAds(config: ConfigOf<"meta"> | null): Ads {
  const adAccount = config?.ad_account_id;
  if (config && adAccount !== undefined)
    return metaAds({ access_token: config.access_token, ad_account_id: adAccount });
  throw new AppError("impossible", "No ad account is connected. Add its id to Meta under Integrations.", {
    code: "ads.no_account",
  });
}
