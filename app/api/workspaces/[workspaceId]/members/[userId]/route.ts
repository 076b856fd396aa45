import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { changeRole } from "@/lib/foundation/members/change-role";
import { removeMember } from "@/lib/foundation/members/remove-member";
import { ChangeRole, MemberRef } from "@/lib/foundation/members/schemas";

/** PATCH …/members/:userId { role } → the member, and how many of their keys and invitations ended with it */
export const PATCH = workspaceRoute({
  input: { params: MemberRef, body: ChangeRole },
  handler: (ctx, { params, body }) => changeRole(ctx, { ...params, ...body }),
});

/** DELETE …/members/:userId → who was removed, and how many of their keys and invitations ended with it */
export const DELETE = workspaceRoute({
  input: { params: MemberRef },
  handler: (ctx, { params }) => removeMember(ctx, params),
});

export const { GET, POST, PUT, OPTIONS } = otherMethods({ PATCH, DELETE });
