import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import type { SenderDomain } from "./schemas";
import { callSenderDomains } from "./store";

/** The mailboxes that emails leave from, each with the domain and the server that it sends by; the first mailbox first. */
export async function listSenderDomains(ctx: WorkspaceCtx): Promise<SenderDomain[]> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, callSenderDomains);
}
