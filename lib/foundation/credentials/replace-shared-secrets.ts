import { appendEvent } from "@/lib/foundation/ledger/append-event";
import type { TxCtx } from "@/lib/platform/transaction";
import { ProjectKeyIssued } from "./events";
import { issueProjectKey } from "./issue-project-key";
import { replaceWebhookToken } from "./replace-webhook-token";
import { selectProjectsWithSecretKey } from "./store-project-keys";

/** The plain texts, which exist in this answer only. */
export type NewSecrets = { webhook_token: string; secret_keys: { project_id: string; key: string }[] };

/**
 * Replaces, in the caller's transaction, the secrets that every administrator of the workspace can have seen: its webhook tokens, those in
 * an overlap too, and the secret keys of its companies. The old ones end at once.
 */
export async function replaceSharedSecrets(tx: TxCtx): Promise<NewSecrets> {
  const { token } = await replaceWebhookToken(tx, 0);
  const secretKeys: NewSecrets["secret_keys"] = [];
  for (const projectId of await selectProjectsWithSecretKey(tx)) {
    const { key, kind, last_four } = await issueProjectKey(tx, { projectId, kind: "secret" });
    await appendEvent(tx, ProjectKeyIssued, { kind, lastFour: last_four }, { projectId });
    secretKeys.push({ project_id: projectId, key });
  }
  return { webhook_token: token, secret_keys: secretKeys };
}
