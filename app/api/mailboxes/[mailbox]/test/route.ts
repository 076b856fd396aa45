import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { MailboxRef } from "@/lib/outreach/mailbox/schemas";
import { testMailAccount } from "@/lib/outreach/mailbox/test-mail-account";

/** POST /api/mailboxes/:mailbox/test { workspace_id } → { tests }: a success lets the mailbox go on */
export const POST = workspaceRoute({
  input: { params: MailboxRef },
  handler: async (ctx, { params }) => ({ tests: await testMailAccount(ctx, params) }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
