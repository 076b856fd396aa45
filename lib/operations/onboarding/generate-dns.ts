import { requirePermission } from "@/lib/foundation/access/require-permission";
import { judgeDomain } from "@/lib/outreach/sending-domains/judge-domain";
import { lookAtDomain } from "@/lib/outreach/sending-domains/look-at-domain";
import { planRecords } from "@/lib/outreach/sending-domains/plan-records";
import type { DnsPlan, DomainRef } from "@/lib/outreach/sending-domains/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Dns } from "@/lib/providers/dns/port";
import { selectDns } from "@/lib/providers/dns/select";
import { findSender } from "./find-sender";

/**
 * The records that the sender's domain still needs, made from what its zone says now: never a second SPF or DMARC record, and never a key that
 * its mail provider did not make. Where nothing can be looked up there are no records, and the reason.
 */
export async function generateDns(ctx: WorkspaceCtx, input: DomainRef, dns: Dns = selectDns()): Promise<DnsPlan> {
  requirePermission(ctx, "onboarding.write");
  // No event: it asks name servers, and changes nothing.
  const { unfit, address, ...sender } = await findSender(ctx, input);
  const seen = unfit ? ({ state: "unfit", why: unfit } as const) : await lookAtDomain(sender, dns);
  if (seen.state === "seen") return planRecords(seen.sight, dns.view, address);
  const message = judgeDomain(sender.domain, seen).checks[0]?.words ?? "";
  return { domain: sender.domain, zone: null, dns_host: null, mail_host: null, records: [], message };
}
