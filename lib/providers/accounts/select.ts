import { metaAdsCheck } from "../ads/meta/check-account";
import { vercelCheck } from "../hosting/vercel/check-account";
import { resendCheck } from "../mail/resend/check-account";
import { githubCheck } from "../source-control/github/check-account";
import type { AccountCheck, VendorAccount } from "./port";

/** Tests an account at its vendor, without an effect there. */
export function checkAccount(account: VendorAccount, signal: AbortSignal): Promise<AccountCheck> {
  switch (account.provider) {
    case "resend":
      return resendCheck(account.config, signal);
    case "meta":
      return metaAdsCheck(account.config, signal);
    case "github":
      return githubCheck(account.config, signal);
    case "vercel":
      return vercelCheck(account.config, signal);
  }
}
