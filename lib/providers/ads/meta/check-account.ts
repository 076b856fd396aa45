import { z } from "zod";
import type { CheckAccount } from "@/lib/providers/accounts/port";
import { runSteps, type Step } from "@/lib/providers/accounts/run-steps";
import { accountPath, metaClient, type MetaClient } from "./request";

const Permissions = z.object({ data: z.array(z.object({ permission: z.string(), status: z.string() })) });
const Account = z.object({
  name: z.string().optional(),
  account_status: z.number().optional(),
  currency: z.string().optional(),
  timezone_name: z.string().optional(),
  spend_cap: z.string().optional(),
});
const ACTIVE = 1;

/** Asks what the token may do, how the ad account stands, and has a paused campaign validated without creating it. */
export const metaAdsCheck: CheckAccount<"meta"> = ({ access_token: token, ad_account_id: adAccount }, signal) => {
  const ask = metaClient(token, signal);
  const permission: Step = {
    name: "Token",
    fix: "Make a new token of a system user with the permission ads_management.",
    ask: async () => {
      const { data } = await ask({ path: "/me/permissions", schema: Permissions });
      const granted = data.some((one) => one.permission === "ads_management" && one.status === "granted");
      return { ok: granted, observed: granted ? "The token may manage ads." : "The token may not manage ads." };
    },
  };
  const account: Step =
    adAccount === undefined
      ? {
          name: "Ad account",
          fix: "Add the id of the ad account, like act_1234567890.",
          ask: async () => ({ ok: false, observed: "No ad account is named." }),
        }
      : {
          name: "Ad account",
          fix: "Give the token access to this ad account.",
          ask: () => judgeAccount(ask, adAccount),
        };
  const create: Step = {
    name: "Creating a campaign",
    fix: "Complete the ad account in Meta’s business settings: a campaign cannot be created in it yet.",
    ask: () => validate(ask, adAccount ?? ""),
  };
  return runSteps("Meta", [permission, account, create]);
};

type Seen = { ok: boolean; observed: string; fix?: string };

async function judgeAccount(ask: MetaClient, id: string): Promise<Seen> {
  const fields = "name,account_status,currency,timezone_name,spend_cap";
  const found = await ask({ path: accountPath(id), query: { fields }, schema: Account });
  const cap = Number(found.spend_cap ?? 0);
  const facts = [
    found.name ?? id,
    found.currency,
    found.timezone_name,
    cap > 0 ? `spend cap ${cap / 100}` : "no spend cap",
  ];
  const observed = `${facts.filter(Boolean).join(", ")}.`;
  if (found.account_status === undefined || found.account_status === ACTIVE) return { ok: true, observed };
  const status = `The ad account is not active (status ${found.account_status}).`;
  return { ok: false, observed: status, fix: "Open the ad account in Meta and settle what it asks for." };
}

async function validate(ask: MetaClient, id: string): Promise<Seen> {
  await ask({
    path: `${accountPath(id)}/campaigns`,
    form: {
      name: "Greenlight test",
      objective: "OUTCOME_TRAFFIC",
      status: "PAUSED",
      special_ad_categories: [],
      daily_budget: 1_000,
      execution_options: ["validate_only"],
    },
    schema: z.object({ success: z.boolean().optional() }),
  });
  return { ok: true, observed: "Meta would take a paused campaign. None was created." };
}
