import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { EmailIdentity, ProjectRef } from "./schemas";
import { findActiveIdentity } from "./store-identities";

/** The email address of a company, or 404 `email_identity.not_found`. */
export async function getEmailIdentity(ctx: WorkspaceCtx, { projectId }: ProjectRef): Promise<EmailIdentity> {
  requirePermission(ctx, "email.read");
  const identity = await withReadTransaction(ctx, (tx) => findActiveIdentity(tx, projectId));
  if (identity) return identity;
  throw new AppError("not_found", "This company has no email address yet. It is given one within the hour.", {
    code: "email_identity.not_found",
  });
}
