import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { repeatInvite } from "@/lib/foundation/members/repeat-invite";
import { InviteRef } from "@/lib/foundation/members/schemas";

/** POST …/invites/:inviteId/resend → 202 the invitation, mailed again and valid for seven days from now */
export const POST = workspaceRoute({
  input: { params: InviteRef },
  status: 202,
  handler: (ctx, { params }) => repeatInvite(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
