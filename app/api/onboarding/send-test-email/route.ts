import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { sendAccountTest } from "@/lib/outreach/drafts/send-account-test";

/** POST /api/onboarding/send-test-email → { to, test_mailbox }: one email through the saved account, to one's own address */
export const POST = workspaceRoute({ input: {}, handler: (ctx) => sendAccountTest(ctx) });

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
