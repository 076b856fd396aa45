import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { revokeKey } from "@/lib/foundation/credentials/revoke-key";
import { KeyRef } from "@/lib/foundation/credentials/schemas";

/** DELETE …/keys/:keyId → the key, which opens nothing any more */
export const DELETE = workspaceRoute({
  input: { params: KeyRef },
  handler: (ctx, { params }) => revokeKey(ctx, params),
});

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
