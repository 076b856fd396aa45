import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Masked } from "@/lib/foundation/vault/schemas";
import { sealCredential } from "@/lib/foundation/vault/seal-credential";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { SaveApify } from "./schemas";

/** Saves the key at Apify, and the actor that reads reviews about a lead's company; as `credentials` does for its type `apify`. */
export async function saveApify(
  ctx: WorkspaceCtx,
  data: SaveApify,
): Promise<{ credential_id: string; masked: Masked }> {
  requirePermission(ctx, "onboarding.write");
  const { credential_id, masked } = await sealCredential(ctx, { type: "apify", data });
  return { credential_id, masked };
}
