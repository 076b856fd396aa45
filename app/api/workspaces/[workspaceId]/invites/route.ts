import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import { listInvites } from "@/lib/foundation/members/list-invites";
import { InviteMember, ListInvitesQuery } from "@/lib/foundation/members/schemas";

/** GET …/invites?cursor=&limit= → every invitation, newest first */
export const GET = workspaceRoute({
  input: { query: ListInvitesQuery },
  handler: (ctx, { query }) => listInvites(ctx, query),
});

/** POST …/invites { email, role } → 201 the invitation; its link goes out by mail */
export const POST = workspaceRoute({
  input: { body: InviteMember },
  status: 201,
  handler: (ctx, { body }) => inviteMember(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
