/** An account at each vendor: its secret, and what narrows it down. */
export type VendorAccount =
  | { provider: "resend"; config: { api_key: string; domain?: string; from?: string } }
  | { provider: "meta"; config: { access_token: string; ad_account_id?: string; page_id?: string } }
  | { provider: "github"; config: { token: string; owner?: string; repository?: string } }
  | { provider: "vercel"; config: { token: string; team_id?: string; project?: string } };
export type VendorName = VendorAccount["provider"];
export type ConfigOf<P extends VendorName> = Extract<VendorAccount, { provider: P }>["config"];

/** One question to a vendor. `observed` is what was seen, `fix` what a founder can do; null when all is well. */
export type CheckStep = { name: string; ok: boolean; observed: string; fix: string | null };

/** `rejected`: the vendor was asked and said no. `unreachable`: it could not be asked, which says nothing about the key. */
export type AccountCheck = { verdict: "ok" | "rejected" | "unreachable"; steps: CheckStep[] };

/** Asks a vendor whether an account can do what the product needs of it; sends, publishes and creates nothing. */
export type CheckAccount<P extends VendorName> = (config: ConfigOf<P>, signal: AbortSignal) => Promise<AccountCheck>;
