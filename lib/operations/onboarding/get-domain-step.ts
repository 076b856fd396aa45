import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findLastDomain } from "@/lib/outreach/sending-domains/find-last-domain";
import { findSendingDomain } from "@/lib/outreach/sending-domains/find-sending-domain";
import { listSenderDomains } from "@/lib/outreach/sending-domains/list-sender-domains";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { DomainStep } from "./schemas";

/** The step of the sending domain: the saved sender's, before there is one the domain that was checked last; with what its checks found. */
export async function getDomainStep(ctx: WorkspaceCtx): Promise<DomainStep> {
  requirePermission(ctx, "onboarding.read");

  return withReadTransaction(ctx, async (tx) => {
    const address = (await findBrand(tx))?.sender_email.toLowerCase();
    const domain = address?.slice(address.lastIndexOf("@") + 1) ?? (await findLastDomain(tx));
    if (domain === null) return { domain, needed: false, state: null, history: [] };
    const found = await findSendingDomain(tx, { domain });
    const needed = (await listSenderDomains(tx)).some((mailbox) => mailbox.domain === domain && mailbox.sends);
    return { domain, needed, state: found?.domain ?? null, history: found?.history ?? [] };
  });
}
