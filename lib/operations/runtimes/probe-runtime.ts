import type { ProjectRef } from "@/lib/company/projects/schemas";
import { mainSiteOf } from "@/lib/company/publishing/main-site";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { log } from "@/lib/platform/log";
import { withReadTransaction } from "@/lib/platform/transaction";
import { askHealth } from "@/lib/providers/hosting/ask-health";
import { mirrorLocalSite, selectAppHosting } from "@/lib/providers/hosting/select";
import { openRuntimeSecrets } from "./open-runtime-secrets";
import { recordProbe } from "./record-probe";
import type { RuntimeInstance } from "./schemas";
import { findInstance } from "./store";

type JobCtx = WorkspaceCtx & { signal: AbortSignal };

/**
 * Asks a company's runtime once whether it is well, and writes the answer down; an application that ended is started again for the next
 * probe. Three failures in a row move the company's work to the shared runtime, three successes move it back.
 */
export async function probeRuntime(ctx: JobCtx, { projectId }: ProjectRef): Promise<void> {
  requirePermission(ctx, "billing.write");
  const instance = await withReadTransaction(ctx, (tx) => findInstance(tx, projectId));
  if (instance?.status !== "active" && instance?.status !== "unhealthy") return;
  const { epoch } = instance;
  const trouble = await troubleOf(ctx, instance);
  // A process of this machine is looked after each time; elsewhere its host does that, and is asked only about one that is not well.
  const url = trouble !== null || instance.target === "local" ? await keepRunning(ctx, instance) : null;
  await recordProbe(ctx, { projectId, epoch, trouble, url });
}

async function troubleOf(
  ctx: JobCtx,
  { project_id: projectId, url, commit_sha: commit }: RuntimeInstance,
): Promise<string | null> {
  if (url === null || commit === null) return "It has no address.";
  const { runtime_key: key } = await openRuntimeSecrets({ ...ctx, projectId });
  try {
    await askHealth({ url, key, commit }, ctx.signal);
    // A site that was published while it was away is brought before work returns to it.
    await mirrorLocalSite({ site: mainSiteOf(projectId), url, key }, ctx.signal);
    return null;
  } catch (error) {
    if (error instanceof AppError && error.code.startsWith("runtime.")) return error.message;
    throw error;
  }
}

/** Where it runs after that; null where it could not be started, which the next probe will show. */
async function keepRunning(ctx: JobCtx, { name, target, commit_sha: commit }: RuntimeInstance): Promise<string | null> {
  const keep = async () => selectAppHosting(target).keep(name, ctx.signal);
  const kept = await keep().catch((error: unknown) => {
    log().warn({ err: error, request_id: ctx.requestId, runtime: name }, "a company's application does not run");
    return null;
  });
  return kept?.commit === commit ? kept.url : null;
}
