import { otherMethods } from "@/lib/http/refusal-route";
import { userRoute } from "@/lib/http/user-route";
import { acceptInvite } from "@/lib/foundation/members/accept-invite";
import { AcceptInvite } from "@/lib/foundation/members/schemas";

/** POST /api/invites/accept { token } → the workspace one is a member of now, and where to go */
export const POST = userRoute({
  input: { body: AcceptInvite },
  handler: (ctx, { body }) => acceptInvite(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
