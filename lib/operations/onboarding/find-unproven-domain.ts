import { requirePermission } from "@/lib/foundation/access/require-permission";
import { unfitOf } from "@/lib/outreach/sending-domains/look-at-domain";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { getDomainStep } from "./get-domain-step";
import type { DomainStep, MissingField } from "./schemas";

type DomainProof = { proven: boolean; missing: MissingField[] };

/** Whether a check has proven the sending domain, and what it still needs once emails leave from it. Domains that cannot be judged need nothing. */
export async function findUnprovenDomain(ctx: WorkspaceCtx): Promise<DomainProof> {
  requirePermission(ctx, "onboarding.read");
  const step = await getDomainStep(ctx);
  const proven = step.state?.status === "verified";
  const { domain, needed } = step;
  if (proven || !needed || domain === null || unfitOf(domain) !== null) return { proven, missing: [] };
  return { proven, missing: [{ field: "sending_domain", step: "domain", message: wordsOf(domain, step) }] };
}

function wordsOf(domain: string, { state }: DomainStep): string {
  if (state === null) return `Check the domain ${domain}: its DNS records have not been looked at yet.`;
  if (state.status === "unknown")
    return `The name servers of ${domain} have not answered yet. It is checked again by itself.`;
  const wrong = state.checks.find(({ decides, verdict }) => decides && verdict === "no");
  return `Correct the DNS records of ${domain}. ${wrong?.words ?? state.message}`;
}
