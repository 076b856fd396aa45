import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import type { Masked } from "@/lib/foundation/vault/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { selectCheckedKeys, type CheckedKey } from "./store-credential-checks";

type SavedApify = {
  apify: {
    credential_id: string;
    masked: Masked;
    saved_at: string;
    /** The last answer of Apify about the key; null: it was not tried yet. */
    check: CheckedKey | null;
  } | null;
};

/** The key at Apify that research uses, masked, with the last answer about it; null before one is saved. */
export async function getApify(ctx: WorkspaceCtx): Promise<SavedApify> {
  requirePermission(ctx, "onboarding.read");

  return withReadTransaction(ctx, async (tx) => {
    const [saved] = (await listCredentials(tx))
      .filter(({ type }) => type === "apify")
      .toSorted((one, other) => Date.parse(other.updated_at) - Date.parse(one.updated_at));
    if (!saved) return { apify: null };
    const { credential_id, masked, updated_at: saved_at } = saved;
    const check = (await selectCheckedKeys(tx)).find((checked) => checked.credential_id === credential_id) ?? null;
    return { apify: { credential_id, masked, saved_at, check } };
  });
}
