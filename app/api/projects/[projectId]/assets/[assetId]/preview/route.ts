import { previewAsset } from "@/lib/company/assets/preview-asset";
import { AssetRef } from "@/lib/company/assets/schemas";
import { projectRoute } from "@/lib/http/project-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET → { url, expires_at }: the address, not the file. */
export const GET = projectRoute({
  input: { params: AssetRef },
  handler: (ctx, { params }) => previewAsset(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
