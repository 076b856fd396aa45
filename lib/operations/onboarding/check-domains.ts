import { requirePermission } from "@/lib/foundation/access/require-permission";
import { checkDomain } from "@/lib/outreach/sending-domains/check-domain";
import { listDueDomains } from "@/lib/outreach/sending-domains/list-due-domains";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Dns } from "@/lib/providers/dns/port";
import { selectDns } from "@/lib/providers/dns/select";
import { findSender } from "./find-sender";

/** Name servers that do not answer take half a minute a domain; the others follow with the next sweep. */
const MAX_DOMAINS = 8;

/** Checks the sending domains of the workspace that are due, and keeps what was found; answers which. */
export async function checkDomains(ctx: WorkspaceCtx, { dns = selectDns() }: { dns?: Dns } = {}): Promise<string[]> {
  requirePermission(ctx, "onboarding.write");
  // No event: checkDomain appends those of each domain.
  const due = (await listDueDomains(ctx)).slice(0, MAX_DOMAINS);
  for (const domain of due) await checkDomain(ctx, await findSender(ctx, { domain }), dns);
  return due;
}
