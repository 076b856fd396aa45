import { checkHealth } from "@/lib/operations/fleet/check-health";
import { publicRoute } from "@/lib/http/public-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/health → { status }; 503 when down. The failing part is named only in the log. */
export const GET = publicRoute({
  input: {},
  handler: async (ctx) => {
    const { status } = await checkHealth(ctx);
    return Response.json({ status }, { status: status === "down" ? 503 : 200 });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
