import { largeBodies } from "@/lib/http/large-bodies";
import { actorId } from "@/lib/platform/ctx";
import { completeAsset } from "@/lib/company/assets/complete-asset";
import { AssetRef } from "@/lib/company/assets/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

export const POST = projectRoute({
  input: { params: AssetRef },
  // The file is held whole while it is looked at, up to 25 MiB.
  handler: (ctx, { params }) =>
    largeBodies.run(actorId(ctx.actor) ?? ctx.workspaceId, () => completeAsset(ctx, params)),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
