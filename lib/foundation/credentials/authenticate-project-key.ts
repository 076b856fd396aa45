import type { SystemCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { sha256 } from "@/lib/platform/ids";
import type { Permission } from "@/lib/platform/permissions";
import { frozenError, withServiceTransaction } from "@/lib/platform/transaction";
import type { ProjectKeyKind } from "./schemas";
import { AccessCache } from "@/lib/foundation/access/access-cache";
import { findKeyByHash, touchKey, type FoundProjectKey } from "./store-project-keys";

type Wanted = { key: string; projectId: string; kinds: readonly ProjectKeyKind[] };

/** Adding events, and nothing else: not even reading them. */
const KEY_PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>(["ingestion.write"]);

const keys = new AccessCache<FoundProjectKey>(({ workspaceId }) => workspaceId);

/** The holder of a company's key, remembered as {@link AccessCache} says: 401 `project_key.invalid` for a wrong one, one of another company, or one of the wrong kind. */
export async function authenticateProjectKey(ctx: SystemCtx, { key, projectId, kinds }: Wanted): Promise<WorkspaceCtx> {
  const hash = sha256(key);
  const found = await keys.get(hash, () =>
    withServiceTransaction(ctx, async (tx) => {
      const row = await findKeyByHash(tx, hash);
      if (row && !row.usedRecently) await touchKey(tx, row.id);
      return row;
    }),
  );
  if (!found || found.projectId !== projectId || !kinds.includes(found.kind)) {
    throw new AppError("unauthenticated", `x-project-key is not a ${kinds.join(" or ")} key of this company.`, {
      code: "project_key.invalid",
    });
  }
  if (found.frozen) throw frozenError("");
  return {
    ...ctx,
    workspaceId: found.workspaceId,
    actor: { type: "key", keyId: found.id, permissions: KEY_PERMISSIONS },
  };
}
