import { requirePermission } from "@/lib/foundation/access/require-permission";
import { checkDomain } from "@/lib/outreach/sending-domains/check-domain";
import { listDueDomains } from "@/lib/outreach/sending-domains/list-due-domains";
import { checkHost } from "@/lib/outreach/tracking/check-host";
import { getTracking } from "@/lib/outreach/tracking/get-tracking";
import type { Visit } from "@/lib/outreach/tracking/look-at-host";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { Dns } from "@/lib/providers/dns/port";
import { selectDns } from "@/lib/providers/dns/select";
import { findSender } from "./find-sender";
import { getDomainStep } from "./get-domain-step";

/** Name servers that do not answer take half a minute a domain; the others follow with the next sweep. */
const MAX_DOMAINS = 8;

type Options = { dns?: Dns; visit?: Visit; all?: boolean | undefined };

/**
 * Checks the sending domains of the workspace that are due, and keeps what was found; answers which. With `all`, each that is not right, due or
 * not, and the tracking domain as well.
 */
export async function checkDomains(
  ctx: WorkspaceCtx,
  { dns = selectDns(), visit, all = false }: Options = {},
): Promise<string[]> {
  requirePermission(ctx, "onboarding.write");
  // No event: checkDomain and checkHost append those of each domain.
  const due = (all ? await listOpen(ctx) : await listDueDomains(ctx)).slice(0, MAX_DOMAINS);
  for (const domain of due) await checkDomain(ctx, await findSender(ctx, { domain }), dns);
  if (all && (await getTracking(ctx)).host !== null) await checkHost(ctx, { dns, ...(visit && { visit }) });
  return due;
}

async function listOpen(ctx: WorkspaceCtx): Promise<string[]> {
  const { domains } = await getDomainStep(ctx);
  return domains.filter(({ state }) => state?.status !== "verified").map(({ domain }) => domain);
}
