import { findBrand } from "@/lib/company/profile/find-brand";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listSenderDomains } from "@/lib/outreach/sending-domains/list-sender-domains";
import { unfitOf, type Sender, type Unfit } from "@/lib/outreach/sending-domains/look-at-domain";
import type { DomainRef } from "@/lib/outreach/sending-domains/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";

export type FoundSender = Sender & { address: string; unfit: Unfit | null };

/**
 * The domain that is asked about, or that of the saved sender, and the server of the account that sends from it; of a domain that no mailbox
 * sends from: the first mailbox's. 422 `dns.no_domain`: neither is there.
 */
export async function findSender(ctx: WorkspaceCtx, { domain }: DomainRef): Promise<FoundSender> {
  requirePermission(ctx, "onboarding.read");
  const own = (await findBrand(ctx))?.sender_email.toLowerCase() ?? "";
  const asked = domain ?? own.slice(own.lastIndexOf("@") + 1);
  if (asked === "") {
    const message = "There is no domain to look up: save the sender’s email address first, or name a domain.";
    throw new AppError("impossible", message, { code: "dns.no_domain" });
  }
  const mailboxes = await listSenderDomains(ctx);
  const sender = mailboxes.find((mailbox) => mailbox.domain === asked && mailbox.sends) ?? mailboxes[0];
  const address = sender?.domain === asked ? sender.address : own;
  return { domain: asked, address, server: sender?.server ?? null, unfit: unfitOf(asked) };
}
