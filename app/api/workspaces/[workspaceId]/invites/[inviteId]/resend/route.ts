import { workspaceRoute } from "@/lib/http/workspace-route";
import { resendInvite } from "@/lib/tenancy/resend-invite";
import { InviteRef } from "@/lib/tenancy/schemas";

/** POST …/invites/:inviteId/resend → 202 the invitation, mailed again and valid for seven days from now */
export const POST = workspaceRoute({
  input: { params: InviteRef },
  status: 202,
  handler: (ctx, { params }) => resendInvite(ctx, params),
});
