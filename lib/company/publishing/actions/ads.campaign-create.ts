import { z } from "zod";
import { defineAction, type Check, type Outcome, type Sealed } from "@/lib/company/approvals/define-action";
import { isApproved, lookAtAccount, toActing } from "@/lib/company/integrations/acting-account";
import { resolveIntegration } from "@/lib/company/integrations/resolve-integration";
import { useApproved } from "@/lib/company/integrations/use-approved";
import { withReadTransaction } from "@/lib/platform/transaction";
import { AD_CATEGORIES, OBJECTIVES, type AdCampaign, type AdCampaignRequest } from "@/lib/providers/ads/port";
import { selectAds } from "@/lib/providers/ads/select";
import { outcomeOf } from "../provider-failure";

const Moment = z.iso.datetime({ offset: true, error: "must be a time like 2026-12-01T09:00:00Z" });
const Input = z.strictObject({
  name: z.string().trim().min(1, "is required").max(200, "may have at most 200 characters"),
  objective: z.enum(OBJECTIVES, `must be one of ${OBJECTIVES.join(", ")}`),
  categories: z
    .array(z.enum(AD_CATEGORIES))
    .max(4)
    .default([])
    .meta({ description: "Categories that the law asks to be declared." }),
  budget_cents: z
    .number()
    .int("must be whole cents")
    .min(100, "must be at least 100")
    .max(100_000_000, "may be at most 100000000")
    .meta({ description: "The most that the campaign may spend in its whole life." }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be a code like EUR")
    .meta({ description: "The ad account's currency." }),
  starts_at: Moment,
  ends_at: Moment,
});
type Input = z.infer<typeof Input>;

const requestOf = ({ input }: Sealed<Input>, action: string): AdCampaignRequest => ({
  name: input.name,
  objective: input.objective,
  categories: input.categories,
  budgetCents: input.budget_cents,
  currency: input.currency,
  startsAt: input.starts_at,
  endsAt: input.ends_at,
  action,
});

const money = (cents: number, currency: string): string => `${(cents / 100).toFixed(2)} ${currency}`;
const PROVIDER = "meta";
const made = ({ id }: { id: string }): Outcome => ({
  status: "executed",
  provider: PROVIDER,
  providerId: id,
  words: `It is campaign ${id}, and it is paused.`,
  observed: { id },
});

/** Creates an ad campaign that is paused and can spend at most its approved budget. It is switched on by a person, at the provider. */
export const adsCampaignCreate = defineAction({
  kind: "ads.campaign_create",
  title: "Create an ad campaign, paused",
  permission: "projects.write",
  input: Input.refine(({ starts_at, ends_at }) => Date.parse(ends_at) > Date.parse(starts_at), {
    path: ["ends_at"],
    error: "must be later than starts_at",
  }),
  undoWindowSeconds: 30,
  decideWithinHours: 72,
  recheckSeconds: [1, 600, 86_400],

  async preview(tx, { projectId, input }) {
    const resolved = await resolveIntegration(tx, { projectId, provider: "meta" });
    // Without an ad account it is refused before anybody decides about it.
    selectAds(resolved.config);
    const most = money(input.budget_cents, input.currency);
    return {
      title: `Create the paused campaign “${input.name}”, at most ${most}`,
      account: toActing(resolved),
      costCapCents: input.budget_cents,
      contract: { check: "ad_campaign", budget_cents: input.budget_cents, currency: input.currency, status: "paused" },
      parts: [
        { label: "Campaign", text: input.name },
        { label: "Ad account", text: resolved.config?.ad_account_id ?? "" },
        { label: "Objective", text: input.objective },
        { label: "Declared categories", text: input.categories.join(", ") || "None" },
        {
          label: "Budget",
          text: `${most} in its whole life. It is created paused and spends nothing until it is switched on.`,
        },
        { label: "Runs", text: `${input.starts_at} to ${input.ends_at}` },
      ],
    };
  },

  recheck: (tx, { projectId, sealed }) => lookAtAccount(tx, { projectId, provider: "meta", approved: sealed.account }),

  async execute(ctx, { projectId, sealed, idempotencyKey: action, signal }) {
    try {
      const { config } = await useApproved(ctx, { projectId, provider: "meta", action, approved: sealed.account });
      return made(await selectAds(config).createPaused(requestOf(sealed, action), signal));
    } catch (error) {
      return outcomeOf(PROVIDER, error);
    }
  },

  async lookUp(ctx, { projectId, sealed, idempotencyKey: action, signal }) {
    const { config } = await useApproved(ctx, { projectId, provider: "meta", action, approved: sealed.account });
    const found = await selectAds(config).findCreated(requestOf(sealed, action), signal);
    if (found) return made(found);
    return {
      status: "failed",
      provider: PROVIDER,
      code: "ads.not_created",
      words: "The ad account has no such campaign.",
    };
  },

  async verify(ctx, { projectId, sealed, execution, signal }) {
    const resolved = await withReadTransaction(ctx, (tx) => resolveIntegration(tx, { projectId, provider: "meta" }));
    if (!isApproved(resolved, sealed.account))
      return said("unverifiable", `${sealed.account.label} created it, and is not connected any more.`, null);
    const { providerId: id } = execution;
    return judge(id === null ? null : await selectAds(resolved.config).readCampaign(id, signal), sealed.input);
  },
});

const said = (verdict: Check["verdict"], words: string, found: AdCampaign | null): Check => ({
  verdict,
  check: "ad_campaign",
  words,
  observed: (found && { id: found.id, status: found.word, budget_cents: found.budgetCents }) || {},
  evidence: JSON.stringify(found),
});

function judge(found: AdCampaign | null, { budget_cents: cap, currency }: Input): Check {
  if (!found || found.status === "gone") return said("contradicted", "The ad account has no such campaign.", found);
  if (found.budgetCents > cap)
    return said(
      "contradicted",
      `It may spend ${money(found.budgetCents, currency)}, and ${money(cap, currency)} was approved.`,
      found,
    );
  if (found.status === "in_review") return said("pending", "It is being reviewed. It is looked at again.", found);
  if (found.status === "paused")
    return said("verified", `It exists, is paused and may spend at most ${money(found.budgetCents, currency)}.`, found);
  if (found.status === "active") return said("contradicted", "It is running, and was approved as paused.", found);
  return said("contradicted", `The provider does not accept it: ${found.word}.`, found);
}
