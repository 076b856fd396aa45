import { foreignHost } from "@/lib/http/link-hosts";
import { publicRoute } from "@/lib/http/public-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { judgeRequest } from "@/lib/outreach/tracking/judge-request";
import { ClickRef } from "@/lib/outreach/tracking/schemas";
import { takeClick } from "@/lib/outreach/tracking/take-click";
import { leadOn, unknownPage } from "./click-page";

/** GET|HEAD /api/track/click/:token → 302 to the address that stands in the email, or a plain page */
export const GET = publicRoute({
  input: { params: ClickRef },
  failurePage: unknownPage,
  handler: async (ctx, { params: { token } }, request) => {
    const host = foreignHost(request.headers.get("host") ?? undefined);
    const location = await takeClick(ctx, { token, host, machine: judgeRequest(request) });
    return location === null ? unknownPage(404) : leadOn(location);
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
