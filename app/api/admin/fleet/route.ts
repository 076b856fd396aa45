import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { getFleet } from "@/lib/operations/fleet/get-fleet";

/** GET /api/admin/fleet → every machine, its measures and its life */
export const GET = adminRoute({ input: {}, handler: (ctx) => getFleet(ctx) });

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
