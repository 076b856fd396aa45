import { publicRoute } from "@/lib/http/public-route";
import { TRACKING_SCRIPT } from "@/lib/http/tracking-script";

/** GET /g.js: the script a company's website includes to report its page views */
export const GET = publicRoute({
  input: {},
  handler: async () =>
    new Response(TRACKING_SCRIPT, {
      headers: {
        "content-type": "text/javascript; charset=utf-8",
        "cache-control": "public, max-age=3600",
        "cross-origin-resource-policy": "cross-origin",
      },
    }),
});
