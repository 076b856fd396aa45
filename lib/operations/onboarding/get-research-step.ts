import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listCredentials } from "@/lib/foundation/vault/list-credentials";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { KeyOutcome } from "@/lib/providers/vendor-keys/check-key";
import type { MissingField, ResearchStep } from "./schemas";
import { selectCheckedKeys } from "./store-credential-checks";

const SERVICES = { google_cse: "Google search", apify: "Apify", relevance_config: "Relevance AI" } as const;
const SERVICE_TYPES = ["google_cse", "apify", "relevance_config"] as const;

const WORKING: ReadonlySet<KeyOutcome> = new Set(["right", "limited"]);
const REFUSED: ReadonlySet<KeyOutcome> = new Set(["wrong", "expired", "lacks_scope"]);

/**
 * The step of the services that research asks besides each lead's website, each with the key that was saved last. It is proven when a service took its key and none refused one.
 * `without`: those that no key is saved of, by name.
 */
export async function getResearchStep(ctx: WorkspaceCtx): Promise<ResearchStep> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, async (tx) => {
    const checks = await selectCheckedKeys(tx);
    const saved = (await listCredentials(tx)).toSorted((a, b) => Date.parse(b.updated_at) - Date.parse(a.updated_at));
    const keys = SERVICE_TYPES.flatMap((type) => {
      const newest = saved.find((credential) => credential.type === type);
      return newest ? [{ type, check: checks.find((check) => check.credential_id === newest.credential_id) }] : [];
    });
    const missing = keys.flatMap(({ type, check }): MissingField[] =>
      check && REFUSED.has(check.outcome)
        ? [{ field: type, step: "research", message: `Replace the key of ${SERVICES[type]}. ${check.message}` }]
        : [],
    );
    const works = keys.some(({ check }) => check && WORKING.has(check.outcome));
    const without = SERVICE_TYPES.filter((service) => !keys.some(({ type }) => type === service));
    return { proven: works && missing.length === 0, missing, without: without.map((service) => SERVICES[service]) };
  });
}
