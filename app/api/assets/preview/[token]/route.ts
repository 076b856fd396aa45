import { enterByLink } from "@/lib/company/assets/asset-link";
import { openPreview } from "@/lib/company/assets/open-preview";
import { LinkToken } from "@/lib/company/assets/schemas";
import { linkRoute } from "@/lib/http/link-route";
import { previewResponse } from "@/lib/http/preview-response";
import { otherMethods } from "@/lib/http/refusal-route";

/** The file of a signed link. */
export const GET = linkRoute({
  input: { params: LinkToken },
  open: enterByLink("preview"),
  handler: async (ctx) => previewResponse(await openPreview(ctx)),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
