import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { ActingAccount, Outcome } from "@/lib/company/approvals/define-action";
import { useApproved } from "@/lib/company/integrations/use-approved";
import type { Published, SiteFile } from "@/lib/providers/hosting/port";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { beginDeployment } from "./begin-deployment";
import { endDeployment } from "./end-deployment";
import { openHosting } from "./open-hosting";
import { outcomeOf } from "./provider-failure";

/** One deployment of an action. `site` is its name at the provider, `name` the one that the founder knows; `path` is added to its address. */
export type HandOver = {
  projectId: string;
  account: ActingAccount;
  site: string;
  name: string;
  path?: string;
  marker: string;
  action: string;
  signal: AbortSignal;
};

export const hostingProvider = ({ shared, integration }: ActingAccount): "vercel" | "local" =>
  shared || integration !== null ? "vercel" : "local";

const addressed = ({ url, providerId }: Published, path = ""): Published => ({
  providerId,
  url: path === "" ? url : new URL(path, url).href,
});

export const handedOver = (provider: string, made: Published, path?: string): Outcome & { status: "executed" } => {
  const { url, providerId } = addressed(made, path);
  return { status: "executed", provider, providerId, words: `It was handed over for ${url}.`, observed: { url } };
};

/** Publishes files through the approved account, writes down that it began before the provider hears of it, and how it ended. */
export async function handOverFiles(
  ctx: WorkspaceCtx,
  wanted: HandOver,
  open: () => Promise<SiteFile[]>,
): Promise<Outcome> {
  requirePermission(ctx, "projects.write");
  const { projectId, action, path } = wanted;
  const provider = hostingProvider(wanted.account);
  try {
    const made = await publish(ctx, wanted, open);
    await endDeployment(ctx, { projectId, action, ending: { status: "succeeded", ...addressed(made, path) } });
    return handedOver(provider, made, path);
  } catch (error) {
    const outcome = outcomeOf(provider, error);
    const ending =
      outcome.status === "failed"
        ? ({ status: "failed", error: outcome.code } as const)
        : ({ status: "unknown", error: "unknown" } as const);
    await endDeployment(ctx, { projectId, action, ending });
    return outcome;
  }
}

async function publish(ctx: WorkspaceCtx, wanted: HandOver, open: () => Promise<SiteFile[]>): Promise<Published> {
  const { projectId, account, action, site, marker, signal } = wanted;
  const resolved = await useApproved(ctx, { projectId, provider: "vercel", action, approved: account });
  const files = await open();
  await beginDeployment(ctx, {
    projectId,
    action,
    provider: hostingProvider(account),
    site: wanted.name,
    marker,
    account: account.label,
    fileCount: files.length,
    sizeBytes: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
  });
  const hosting = await openHosting(ctx, { projectId, config: resolved.config });
  return hosting.publish({ site, action, marker, files }, signal);
}
