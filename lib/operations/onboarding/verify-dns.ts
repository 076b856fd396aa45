import { requirePermission } from "@/lib/foundation/access/require-permission";
import { judgeDomain } from "@/lib/outreach/sending-domains/judge-domain";
import { lookAtDomain } from "@/lib/outreach/sending-domains/look-at-domain";
import type { DnsVerification, DomainRef } from "@/lib/outreach/sending-domains/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Dns } from "@/lib/providers/dns/port";
import { selectDns } from "@/lib/providers/dns/select";
import { findSender } from "./find-sender";

/**
 * Asks the name servers of the sender's own zone whether its records are right. Three answers: yes, certainly no, and unknown, which a server
 * that fails, refuses or does not answer leads to.
 */
export async function verifyDns(ctx: WorkspaceCtx, input: DomainRef, dns: Dns = selectDns()): Promise<DnsVerification> {
  requirePermission(ctx, "onboarding.write");
  // No event: it asks name servers, and changes nothing.
  const { unfit, ...sender } = await findSender(ctx, input);
  const seen = unfit ? ({ state: "unfit", why: unfit } as const) : await lookAtDomain(sender, dns);
  return { domain: sender.domain, checked_at: ctx.now().toISOString(), ...judgeDomain(sender.domain, seen) };
}
