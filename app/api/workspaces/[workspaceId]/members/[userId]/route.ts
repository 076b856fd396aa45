import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { changeRole } from "@/lib/foundation/members/change-role";
import { removeMember } from "@/lib/foundation/members/remove-member";
import { ChangeRole, MemberRef, RemoveMember } from "@/lib/foundation/members/schemas";

/** PATCH …/members/:userId { role, secrets? } → the member, what ended with the old role, and new secrets when they were rotated */
export const PATCH = workspaceRoute({
  input: { params: MemberRef, body: ChangeRole },
  handler: (ctx, { params, body }) => changeRole(ctx, { ...params, ...body }),
});

/** DELETE …/members/:userId?secrets=rotate|keep → the removed member, what ended with it, and new secrets when they were rotated */
export const DELETE = workspaceRoute({
  input: { params: MemberRef, query: RemoveMember },
  handler: (ctx, { params, query }) => removeMember(ctx, { ...params, ...query }),
});

export const { GET, POST, PUT, OPTIONS } = otherMethods({ PATCH, DELETE });
