import { requirePermission } from "@/lib/foundation/access/require-permission";
import { unfitOf } from "@/lib/outreach/sending-domains/look-at-domain";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getDomainStep } from "./get-domain-step";
import type { MissingField, WatchedDomain } from "./schemas";

type DomainProof = { proven: boolean; missing: MissingField[] };

/** Whether checks have proven every sending domain, and what those still need that emails leave from. A domain that cannot be judged needs nothing. */
export async function findUnprovenDomain(ctx: WorkspaceCtx): Promise<DomainProof> {
  requirePermission(ctx, "onboarding.read");
  const { domains } = await getDomainStep(ctx);
  const open = domains.filter(({ state }) => state?.status !== "verified");
  const missing = open
    .filter(({ domain, needed }) => needed && unfitOf(domain) === null)
    .map((watched): MissingField => ({ field: "sending_domain", step: "domain", message: wordsOf(watched) }));
  return { proven: domains.length > 0 && open.length === 0, missing };
}

function wordsOf({ domain, state }: WatchedDomain): string {
  if (state === null) return `Check the domain ${domain}: its DNS records have not been looked at yet.`;
  if (state.status === "unknown")
    return `The name servers of ${domain} have not answered yet. It is checked again by itself.`;
  const wrong = state.checks.find(({ decides, verdict }) => decides && verdict === "no");
  return `Correct the DNS records of ${domain}. ${wrong?.words ?? state.message}`;
}
