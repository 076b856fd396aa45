import { foreignHost } from "@/lib/http/link-hosts";
import { publicRoute } from "@/lib/http/public-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { judgePicture } from "@/lib/outreach/tracking/judge-request";
import { ClickRef } from "@/lib/outreach/tracking/schemas";
import { takeOpen } from "@/lib/outreach/tracking/take-open";
import { emptyPicture } from "./empty-picture";

/** GET|HEAD /api/track/open/:token → an invisible picture, whatever the token */
export const GET = publicRoute({
  input: { params: ClickRef },
  failurePage: emptyPicture,
  handler: async (ctx, { params: { token } }, request) => {
    const host = foreignHost(request.headers.get("host") ?? undefined);
    await takeOpen(ctx, { token, host, machine: judgePicture(request) });
    return emptyPicture(200);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
