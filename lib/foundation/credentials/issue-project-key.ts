import { actorId } from "@/lib/platform/ctx";
import { newSecret, sha256 } from "@/lib/platform/ids";
import type { TxCtx } from "@/lib/platform/transaction";
import type { ProjectKey, ProjectKeyKind, ProjectKeyOwner } from "./schemas";
import { replaceKey } from "./store-project-keys";

const PREFIX: Record<ProjectKeyKind, string> = { publishable: "gpk_", secret: "gsk_" };

/**
 * Makes a key and ends the one before it, in the caller's transaction, which holds the access. `key` is its plain text, which of a secret
 * one exists only in this answer. 404 `project.not_found` for a company of another workspace.
 */
export async function issueProjectKey(
  tx: TxCtx,
  { projectId, kind }: ProjectKeyOwner & { kind: ProjectKeyKind },
): Promise<ProjectKey & { key: string }> {
  const secret = newSecret();
  const key = PREFIX[kind] + (kind === "publishable" ? secret.slice(0, 32) : secret);
  const row = await replaceKey(tx, {
    projectId,
    kind,
    hash: sha256(key),
    text: kind === "publishable" ? key : null,
    lastFour: key.slice(-4),
    createdBy: actorId(tx.actor) ?? tx.actor.type,
  });
  return { ...row, key };
}
