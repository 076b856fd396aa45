import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { leaveWorkspace } from "@/lib/foundation/members/leave-workspace";

/** POST …/leave → the membership that ended */
export const POST = workspaceRoute({ input: {}, handler: (ctx) => leaveWorkspace(ctx) });

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
