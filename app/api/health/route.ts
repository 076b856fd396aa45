import { getHealth } from "@/lib/operations/fleet/get-health";
import { publicRoute } from "@/lib/http/public-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/health → { status }, at most five seconds old; 503 when down. The log says which part fails. */
export const GET = publicRoute({
  input: {},
  handler: async (ctx) => {
    const { status } = await getHealth(ctx);
    return Response.json({ status }, { status: status === "down" ? 503 : 200 });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
