import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { findUnproven } from "./find-unproven";
import { findUnprovenDomain } from "./find-unproven-domain";
import { getCalendarStep } from "./get-calendar-step";
import { getReadiness } from "./get-readiness";
import { getResearchStep } from "./get-research-step";
import { linksOf } from "./links-of";
import type { Concern, ResearchStep } from "./schemas";

/**
 * The things that a founder should know before a launch and that do not prevent it: `fix`, what was checked and is not right, and `off`, what
 * emails go without because an optional part is missing. In the order of the wizard.
 */
export async function listConcerns(ctx: WorkspaceCtx): Promise<Concern[]> {
  requirePermission(ctx, "onboarding.read");

  return withReadTransaction(ctx, async (tx) => {
    const unproven = await findUnproven(tx, await getReadiness(tx));
    const { missing: ofDomain } = await findUnprovenDomain(tx);
    const calendar = await getCalendarStep(tx);
    const research = await getResearchStep(tx);
    const open = [...ofDomain, ...unproven, ...calendar.missing, ...research.missing];
    const fixes = open.map(({ step, message }): Concern => ({ kind: "fix", step, message }));
    return [...fixes, ...(await findSwitchedOff(tx, research))];
  });
}

async function findSwitchedOff(tx: TxCtx, { without }: ResearchStep): Promise<Concern[]> {
  const brand = await findBrand(tx);
  const account = await findMailAccount(tx);
  const off: Concern[] = [];
  if (account?.usesTestMailbox)
    off.push({
      kind: "off",
      step: "credentials",
      message: "Nothing reaches people: emails go to the built-in test mailbox.",
    });
  if (brand && linksOf(brand).length === 0)
    off.push({ kind: "off", step: "calendar", message: "Emails offer no link to book a call, because none is saved." });
  if (brand && without.length > 0)
    off.push({
      kind: "off",
      step: "research",
      message: `Research reads each lead’s website and goes without ${LIST.format(without)}, because no key is saved.`,
    });
  return off;
}

const LIST = new Intl.ListFormat("en-GB", { type: "conjunction" });
