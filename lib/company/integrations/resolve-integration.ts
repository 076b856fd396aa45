import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { decrypt } from "@/lib/foundation/vault/cipher";
import { globalConfig } from "./global-config";
import { INTEGRATION_CONFIG, type IntegrationConfigOf, type IntegrationProvider } from "./schemas";
import { findIntegration } from "./store";

export type ResolvedIntegration<P extends IntegrationProvider> = {
  /** Whose account it is: the company's own, or the installation's. */
  source: "project" | "global";
  config: IntegrationConfigOf<P>;
};

/**
 * The account a company acts with: its own when it is connected and switched on, else the installation's, else null. In plain text, so
 * only for jobs; a person gets `integration.sealed`.
 */
export async function resolveIntegration<const P extends IntegrationProvider>(
  ctx: WorkspaceCtx,
  projectId: string,
  provider: P,
): Promise<ResolvedIntegration<P> | null> {
  requirePermission(ctx, "integrations.read");
  if (ctx.actor.type !== "job") {
    throw new AppError("forbidden", "The configuration is never shown. Save it again to change it.", {
      code: "integration.sealed",
    });
  }
  const found = await withReadTransaction(ctx, (tx) => findIntegration(tx, { projectId, provider }));
  if (!found?.shown.enabled) {
    const own = globalConfig(provider);
    return own && { source: "global", config: own.config as IntegrationConfigOf<P> };
  }
  const parsed = INTEGRATION_CONFIG[provider].safeParse(
    JSON.parse(decrypt(ctx.workspaceId, found.sealed, "integrations")),
  );
  if (parsed.success) return { source: "project", config: parsed.data as IntegrationConfigOf<P> };
  // The parse error stays here: it could quote what was sealed.
  throw new AppError("impossible", `The stored integration ${provider} is incomplete. Save it again.`, {
    code: "integration.incomplete",
  });
}
