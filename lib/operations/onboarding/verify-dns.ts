import { requirePermission } from "@/lib/foundation/access/require-permission";
import { checkDomain } from "@/lib/outreach/sending-domains/check-domain";
import type { DomainRef, SendingDomain } from "@/lib/outreach/sending-domains/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Dns } from "@/lib/providers/dns/port";
import { selectDns } from "@/lib/providers/dns/select";
import { findSender } from "./find-sender";

/**
 * Checks the sender's domain as {@link checkDomain} does and keeps what was found, from when on it is checked again by itself. Three answers:
 * yes, certainly no, and unknown, which a server that fails, refuses or does not answer leads to.
 */
export async function verifyDns(ctx: WorkspaceCtx, input: DomainRef, dns: Dns = selectDns()): Promise<SendingDomain> {
  requirePermission(ctx, "onboarding.write");
  // No event: checkDomain appends those of the domain.
  return checkDomain(ctx, await findSender(ctx, input), dns);
}
