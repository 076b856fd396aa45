import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { revokeInvite } from "@/lib/foundation/members/revoke-invite";
import { InviteRef } from "@/lib/foundation/members/schemas";

/** DELETE …/invites/:inviteId → the invitation, whose link is dead now */
export const DELETE = workspaceRoute({
  input: { params: InviteRef },
  handler: (ctx, { params }) => revokeInvite(ctx, params),
});

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
