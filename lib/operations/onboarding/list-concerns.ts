import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findMailAccount } from "@/lib/outreach/mailbox/find-mail-account";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { findUnproven } from "./find-unproven";
import { findUnprovenDomain } from "./find-unproven-domain";
import { getReadiness } from "./get-readiness";
import type { Concern } from "./schemas";

/**
 * The things that a founder should know before a launch and that do not prevent it: `fix`, what was checked and is not right, and `off`, what
 * emails go without because an optional part is missing. In the order of the wizard.
 */
export async function listConcerns(ctx: WorkspaceCtx): Promise<Concern[]> {
  requirePermission(ctx, "onboarding.read");

  return withReadTransaction(ctx, async (tx) => {
    const unproven = await findUnproven(tx, await getReadiness(tx));
    const { missing: ofDomain } = await findUnprovenDomain(tx);
    const fixes = [...ofDomain, ...unproven].map(({ step, message }): Concern => ({ kind: "fix", step, message }));
    return [...fixes, ...(await findSwitchedOff(tx))];
  });
}

async function findSwitchedOff(tx: TxCtx): Promise<Concern[]> {
  const brand = await findBrand(tx);
  const account = await findMailAccount(tx);
  const off: Concern[] = [];
  if (brand && brand.calendly_link_1 === null && brand.calendly_link_2 === null)
    off.push({ kind: "off", step: "brand", message: "Emails offer no link to book a call, because none is saved." });
  if (account?.usesTestMailbox)
    off.push({
      kind: "off",
      step: "credentials",
      message: "Nothing reaches people: emails go to the built-in test mailbox.",
    });
  return off;
}
