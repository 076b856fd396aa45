import { requirePermission } from "@/lib/foundation/access/require-permission";
import { keepSecret } from "@/lib/foundation/vault/keep-secret";
import { openSecret } from "@/lib/foundation/vault/open-secret";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { newSecret, sha256 } from "@/lib/platform/ids";
import { withTransaction } from "@/lib/platform/transaction";
import { lockInstance } from "./store";
import { insertSecretRow, selectSecrets, type SecretName } from "./store-secrets";

const NAMES: readonly SecretName[] = ["database_password", "runtime_key", "gateway_token"];

/**
 * The secrets of a company's runtime in plain words, for the place that they were made for; one that is missing is made and sealed first.
 * Only for jobs.
 */
export async function openRuntimeSecrets(
  ctx: WorkspaceCtx & { projectId: string },
): Promise<Record<SecretName, string>> {
  requirePermission(ctx, "billing.write");
  const { projectId } = ctx;
  // No event: a secret is a part of the step that makes it.
  const references = await withTransaction(ctx, async (tx) => {
    await lockInstance(tx, projectId);
    const known = new Map((await selectSecrets(tx, projectId)).map(({ name, reference }) => [name, reference]));
    for (const name of NAMES.filter((one) => !known.has(one))) {
      const plain = newSecret();
      const reference = await keepSecret(tx, plain);
      await insertSecretRow(tx, { projectId, name, reference, fingerprint: sha256(plain) });
      known.set(name, reference);
    }
    return known;
  });
  const open = (name: SecretName): Promise<string> => openSecret(ctx, references.get(name) ?? "");
  return {
    database_password: await open("database_password"),
    runtime_key: await open("runtime_key"),
    gateway_token: await open("gateway_token"),
  };
}
