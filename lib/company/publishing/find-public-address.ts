import type { ActingAccount, Check } from "@/lib/company/approvals/define-action";
import { isApproved } from "@/lib/company/integrations/acting-account";
import { resolveIntegration } from "@/lib/company/integrations/resolve-integration";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { openHosting } from "./open-hosting";

export type Wanted = {
  projectId: string;
  account: ActingAccount;
  marker: string;
  providerId: string | null;
  signal: AbortSignal;
};

export type PublicAddress = { url: string; allowLoopback: boolean };

/**
 * Where strangers find a deployment, by the provider's word about exactly this one; a verdict where there is no such place. The machine
 * itself is visited only where it serves a site of ours.
 */
export async function findPublicAddress(
  ctx: WorkspaceCtx,
  { projectId, account, marker, providerId, signal }: Wanted,
): Promise<PublicAddress | Check> {
  requirePermission(ctx, "projects.read");
  const resolved = await withReadTransaction(ctx, (tx) => resolveIntegration(tx, { projectId, provider: "vercel" }));
  const said = (verdict: Check["verdict"], words: string): Check => ({
    verdict,
    check: "deployment",
    words,
    observed: { deployment: providerId },
    evidence: words,
  });
  if (!isApproved(resolved, account))
    return said("unverifiable", `${account.label} published it, and is not connected any more.`);
  const hosting = await openHosting(ctx, { projectId, config: resolved.config });
  const found = providerId === null ? null : await hosting.readDeployment(providerId, signal);
  if (!found) return said("contradicted", "The provider does not know this deployment.");
  if (found.state === "failed")
    return said("contradicted", `The provider did not publish it: ${found.reason ?? "no reason given"}.`);
  if (found.marker !== marker) return said("contradicted", "The provider has other files under this deployment.");
  if (found.state === "building" || found.url === null) return said("pending", "The provider is still publishing it.");
  return { url: found.url, allowLoopback: await hosting.isOwnAddress(new URL(found.url)) };
}
