import { completeAsset } from "@/lib/company/assets/complete-asset";
import { AssetRef } from "@/lib/company/assets/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

export const POST = projectRoute({
  input: { params: AssetRef },
  handler: (ctx, { params }) => completeAsset(ctx, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
