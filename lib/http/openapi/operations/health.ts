import { z } from "zod";
import type { Operation } from "../operation";

export const HEALTH_OPERATIONS: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/health",
    tag: "Health",
    summary: "Ask whether Greenlight is up",
    notes: "`degraded`: a part other than the database does not answer. When Greenlight is down, the status is 503.",
    who: "anybody",
    input: {},
    status: 200,
    answer: z.object({ status: z.enum(["ok", "degraded", "down"]) }),
    examples: () => ({ one: { summary: "All is well", answer: { status: "ok" } } }),
  },
];
