import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { findLastDomain } from "@/lib/outreach/sending-domains/find-last-domain";
import { findSendingDomain } from "@/lib/outreach/sending-domains/find-sending-domain";
import { listSenderDomains } from "@/lib/outreach/sending-domains/list-sender-domains";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { DomainStep, WatchedDomain } from "./schemas";

/**
 * The step of the sending domains: the saved sender's, before there is one the domain that was checked last, then those of further mailboxes;
 * each with what its checks found.
 */
export async function getDomainStep(ctx: WorkspaceCtx): Promise<DomainStep> {
  requirePermission(ctx, "onboarding.read");

  return withReadTransaction(ctx, async (tx) => {
    const address = (await findBrand(tx))?.sender_email.toLowerCase();
    const first = address?.slice(address.lastIndexOf("@") + 1) ?? (await findLastDomain(tx));
    const mailboxes = await listSenderDomains(tx);
    const names = new Set([...(first === null ? [] : [first]), ...mailboxes.map(({ domain }) => domain)]);
    const domains: WatchedDomain[] = [];
    for (const domain of names) {
      const found = await findSendingDomain(tx, { domain });
      const needed = mailboxes.some((mailbox) => mailbox.domain === domain && mailbox.sends);
      domains.push({ domain, needed, state: found?.domain ?? null, history: found?.history ?? [] });
    }
    return { domains };
  });
}
