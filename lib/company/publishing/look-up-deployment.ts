import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Outcome } from "@/lib/company/approvals/define-action";
import { useApproved } from "@/lib/company/integrations/use-approved";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { endDeployment } from "./end-deployment";
import { handedOver, hostingProvider, type HandOver } from "./hand-over-files";
import { openHosting } from "./open-hosting";

type Lost = Omit<HandOver, "marker" | "name">;

/** Finds a deployment whose answer was lost in the provider's own record, and writes down how it ended. Publishes nothing. */
export async function lookUpDeployment(ctx: WorkspaceCtx, lost: Lost): Promise<Outcome> {
  requirePermission(ctx, "projects.write");
  const { projectId, account, site, path, action, signal } = lost;
  const provider = hostingProvider(account);
  const { config } = await useApproved(ctx, { projectId, provider: "vercel", action, approved: account });
  const hosting = await openHosting(ctx, { projectId, config });
  const found = await hosting.findPublished({ site, action }, signal);
  if (found) {
    const outcome = handedOver(provider, found, path);
    const ending = { status: "succeeded", providerId: found.providerId, url: String(outcome.observed.url) } as const;
    await endDeployment(ctx, { projectId, action, ending });
    return outcome;
  }
  const code = "deployment.not_made";
  await endDeployment(ctx, { projectId, action, ending: { status: "failed", error: code } });
  return { status: "failed", provider, code, words: "The provider has no such deployment." };
}
