import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { linksOf } from "./links-of";
import type { CalendarStep, MissingField } from "./schemas";
import { findBookingChecks } from "./store";

/**
 * The step of the calendar: what visits found of the saved booking links. It is proven when there is a link and no visit found one to be
 * wrong; a page that refuses programs may still be right.
 */
export async function getCalendarStep(ctx: WorkspaceCtx): Promise<CalendarStep> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, async (tx) => {
    const brand = await findBrand(tx);
    const links = linksOf(brand);
    const known = await findBookingChecks(tx);
    const missing = links.flatMap((link): MissingField[] => {
      const found = known[link];
      const field = link === brand?.calendly_link_1 ? "calendly_link_1" : "calendly_link_2";
      if (!found)
        return [{ field, step: "calendar", message: `Check the booking link ${link}: it has not been visited yet.` }];
      return found.verdict === "no"
        ? [{ field, step: "calendar", message: `Correct the booking link ${link}. ${found.message}` }]
        : [];
    });
    return { checks: known, proven: links.length > 0 && missing.length === 0, missing };
  });
}
