import { requireJob } from "@/lib/foundation/access/require-job";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import { revealCredential } from "@/lib/foundation/vault/reveal-credential";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { ResearchKeys } from "@/lib/providers/research/select";

const TYPES = ["google_cse", "apify", "relevance_config"] as const;

/** The keys that research uses, of each vendor the one that was saved last. Only for jobs. */
export async function revealResearchKeys(ctx: WorkspaceCtx): Promise<ResearchKeys> {
  requireJob(ctx);
  const saved = await listCredentials(ctx);
  const keys: ResearchKeys = {};
  for (const type of TYPES) {
    const [newest] = saved
      .filter((credential) => credential.type === type)
      .toSorted((a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at));
    if (newest) Object.assign(keys, { [type]: await reveal(ctx, newest.credential_id, type) });
  }
  return keys;
}

/** One that was deleted meanwhile, or cannot be read, is not connected: the settings say so. */
async function reveal(ctx: WorkspaceCtx, credentialId: string, type: (typeof TYPES)[number]) {
  try {
    return await revealCredential(ctx, { credentialId, type });
  } catch (error) {
    if (error instanceof AppError && /^credential\.(not_found|incomplete)$/.test(error.code)) return undefined;
    throw error;
  }
}
