import type { Check } from "@/lib/company/approvals/define-action";
import { checkPage } from "@/lib/company/receipts/check-page";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { findPublicAddress, type Wanted } from "./find-public-address";

/** Whether visitors see the version of this marker: the provider's word about exactly this deployment, then the page as a stranger visits it. */
export async function checkSite(ctx: WorkspaceCtx, wanted: Wanted): Promise<Check> {
  requirePermission(ctx, "projects.read");
  const { marker, signal } = wanted;
  const found = await findPublicAddress(ctx, wanted);
  if ("check" in found) return found;
  return checkPage({ url: found.url, marker }, { signal, allowLoopback: found.allowLoopback });
}
