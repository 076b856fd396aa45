import { removeAsset } from "@/lib/company/assets/remove-asset";
import { AssetRef } from "@/lib/company/assets/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

export const DELETE = projectRoute({
  input: { params: AssetRef },
  status: 204,
  handler: (ctx, { params }) => removeAsset(ctx, params),
});

export const { GET, POST, PUT, PATCH, OPTIONS } = otherMethods({ DELETE });
