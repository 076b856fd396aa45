import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { TransferOwnership } from "@/lib/foundation/members/schemas";
import { transferOwnership } from "@/lib/foundation/members/transfer-ownership";

/** POST …/transfer-ownership { user_id } → { owner, previous_owner } */
export const POST = workspaceRoute({
  input: { body: TransferOwnership },
  handler: (ctx, { body }) => transferOwnership(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
