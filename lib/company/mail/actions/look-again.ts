import { getEmailIdentity } from "@/lib/company/projects/get-email-identity";
import type { ActingAccount } from "@/lib/company/approvals/define-action";
import type { JsonObject } from "@/lib/company/approvals/schemas";
import { resolveIntegration } from "@/lib/company/integrations/resolve-integration";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { findNewestReceived } from "../store-inbound";
import { selectSuppressed } from "../store-outbound";
import { EmailContract } from "./email-contract";

type Refusal = { code: string; words: string } | null;

/** The last look before an email leaves: whether a recipient asked for no more, the conversation went on, or another account would send it. */
export async function lookAgain(
  tx: TxCtx,
  { projectId, contract: given, account }: { projectId: string; contract: JsonObject; account: ActingAccount },
): Promise<Refusal> {
  requirePermission(tx, "email.write");
  const contract = EmailContract.parse(given);
  const [suppressed] = await selectSuppressed(tx, [...contract.to, ...contract.cc, ...contract.bcc]);
  if (suppressed !== undefined) {
    return { code: "email.suppressed", words: `${suppressed} is on the do-not-contact list now.` };
  }
  if (contract.answers !== null && (await findNewestReceived(tx, contract.thread_id)) !== contract.answers) {
    return { code: "email.newer_message", words: "A newer message arrived in this conversation. Read it first." };
  }
  const identity = await getEmailIdentity(tx, { projectId });
  if (identity.id !== contract.identity_id) {
    return { code: "email.address_changed", words: "The company's address was replaced after this was written." };
  }
  try {
    const { account: acting } = await resolveIntegration(tx, { projectId, provider: "resend" });
    if (acting.integrationId === account.integration) return null;
    return { code: "integration.changed", words: `Another account would send this now: ${acting.label}.` };
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, words: error.message };
    throw error;
  }
}
