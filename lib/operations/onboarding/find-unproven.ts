import { requirePermission } from "@/lib/foundation/access/require-permission";
import { listAccountTests } from "@/lib/outreach/mailbox/list-account-tests";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import type { MissingField } from "./schemas";

/** The saved accounts without the evidence of a successful test, each with what its last test found. */
export async function findUnproven(ctx: WorkspaceCtx, missing: readonly MissingField[]): Promise<MissingField[]> {
  requirePermission(ctx, "onboarding.read");
  if (missing.some(({ field }) => field === "mail_account")) return [];
  const tests = await listAccountTests(ctx);
  const untested = tests.some(({ protocol }) => protocol === "smtp") ? [] : [UNTESTED];
  const failed = tests.flatMap(({ protocol, ok, message }): MissingField[] =>
    ok ? [] : [{ field: FIELDS[protocol], step: "credentials", message }],
  );
  return [...untested, ...failed];
}

const FIELDS = { smtp: "mail_account", imap: "reply_mailbox" } as const;
const UNTESTED: MissingField = {
  field: "mail_account",
  step: "credentials",
  message: "Test the mail account: it has not been tested yet.",
};
