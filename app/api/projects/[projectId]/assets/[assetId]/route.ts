import { removeAsset } from "@/lib/assets/remove-asset";
import { AssetRef } from "@/lib/assets/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

export const DELETE = projectRoute({
  input: { params: AssetRef },
  status: 204,
  handler: (ctx, { params }) => removeAsset(ctx, params),
});

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
