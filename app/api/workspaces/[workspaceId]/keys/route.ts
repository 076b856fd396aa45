import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { listKeys } from "@/lib/foundation/credentials/list-keys";
import { CreateKey } from "@/lib/foundation/credentials/schemas";

/** GET …/keys → the workspace's API keys, never their text */
export const GET = workspaceRoute({
  input: {},
  handler: async (ctx) => ({ data: await listKeys(ctx), next_cursor: null }),
});

/** POST …/keys { name, scopes, expires_in_days } → 201 the key with its text, shown this once */
export const POST = workspaceRoute({
  input: { body: CreateKey },
  status: 201,
  handler: (ctx, { body }) => createKey(ctx, body),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
