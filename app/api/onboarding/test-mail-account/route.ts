import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { testMailAccount } from "@/lib/outreach/mailbox/test-mail-account";

/** POST /api/onboarding/test-mail-account → { tests: [{ protocol, ok, stage, message, checked_at }] }: the saved accounts; a success lets a paused campaign go on */
export const POST = workspaceRoute({
  input: {},
  handler: async (ctx) => ({ tests: await testMailAccount(ctx) }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
