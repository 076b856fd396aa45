import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { refreshViews } from "@/lib/metering/metrics/refresh-views";

/** POST /api/admin/refresh-views → recounts the rollups; where sums that are kept disagree with it */
export const POST = adminRoute({ input: {}, handler: (ctx) => refreshViews(ctx) });

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
