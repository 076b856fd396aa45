import { requirePermission } from "@/lib/foundation/access/require-permission";
import { openSecret } from "@/lib/foundation/vault/open-secret";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { ConfigOf } from "@/lib/providers/accounts/port";
import type { Hosting } from "@/lib/providers/hosting/port";
import { selectHosting } from "@/lib/providers/hosting/select";
import { mainSiteOf } from "./main-site";
import { findOwnApplication } from "./store-runtime";

type Account = { projectId: string; config: ConfigOf<"vercel"> | null };

/**
 * Where a company's sites are published now: its account; else its own runtime for the main site while its work runs there, and this
 * machine for everything else. Only for jobs.
 */
export async function openHosting(ctx: WorkspaceCtx, { projectId, config }: Account): Promise<Hosting> {
  requirePermission(ctx, "projects.read");
  const own = config === null ? await withReadTransaction(ctx, (tx) => findOwnApplication(tx, projectId)) : null;
  if (own === null) return selectHosting(config);
  const key = await openSecret(ctx, own.reference);
  return selectHosting(config, { site: mainSiteOf(projectId), url: own.url, key });
}
