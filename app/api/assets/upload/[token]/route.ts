import { enterByLink } from "@/lib/company/assets/asset-link";
import { receiveUpload } from "@/lib/company/assets/receive-upload";
import { LinkToken } from "@/lib/company/assets/schemas";
import { linkRoute } from "@/lib/http/link-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** PUT the bytes of a file to the upload_url that announced it. */
export const PUT = linkRoute({
  input: { params: LinkToken },
  open: enterByLink("upload"),
  status: 204,
  handler: (ctx, _input, { body, headers }) => {
    const length = headers.get("content-length");
    const contentLength = length === null ? null : Number(length);
    return receiveUpload(ctx, {
      bytes: body ?? new Blob().stream(),
      contentType: headers.get("content-type"),
      contentLength,
    });
  },
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods({ PUT });
