import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { countAudience } from "@/lib/outreach/campaigns/count-audience";
import { SaveAudience } from "@/lib/outreach/campaigns/schemas";
import { getPacing } from "@/lib/outreach/mailbox/get-pacing";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { findInfrastructure } from "./find-infrastructure";
import { selectWindowOpensAt } from "./store-infrastructure";

export type LaunchPreview = {
  sender_name: string;
  sender_email: string;
  people: number;
  /** When the sending window is next open. */
  opens_at: string;
  time_zone: string;
  /** Of the first day: a new account is ramped up. */
  daily_limit: number;
};

/** The consequences of a launch with the answers as they are saved: the sender, the people, the first hour and the pace; null while some are missing. */
export async function previewLaunch(ctx: WorkspaceCtx): Promise<LaunchPreview | null> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, async (tx) => {
    const brand = await findBrand(tx);
    const schedule = await findInfrastructure(tx);
    const opensAt = await selectWindowOpensAt(tx);
    if (!brand || !schedule || !opensAt) return null;
    const { people } = await countAudience(tx, SaveAudience.parse({}));
    return {
      sender_name: brand.sender_name,
      sender_email: brand.sender_email,
      people,
      opens_at: opensAt,
      time_zone: schedule.time_zone,
      daily_limit: Math.min(schedule.daily_limit, (await getPacing(tx)).ramp_limit ?? schedule.daily_limit),
    };
  });
}
