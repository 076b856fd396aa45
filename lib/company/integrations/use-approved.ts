import type { ActingAccount } from "@/lib/company/approvals/define-action";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { accountChanged, isApproved } from "./acting-account";
import type { Resolved } from "./resolve-integration";
import type { IntegrationProvider } from "./schemas";
import { useIntegration } from "./use-integration";

type Wanted<P> = { projectId: string; provider: P; action: string; approved: ActingAccount };

/** The account for an approved action, with its key: 422 `integration.changed` when another one than the approved would act. */
export async function useApproved<P extends IntegrationProvider>(
  ctx: WorkspaceCtx,
  { approved, ...wanted }: Wanted<P>,
): Promise<Resolved<P>> {
  const resolved = await useIntegration(ctx, wanted);
  if (isApproved(resolved, approved)) return resolved;
  const { code, words } = accountChanged(approved, resolved.account.label);
  throw new AppError("impossible", words, { code });
}
