import { ExecutionEvents } from "@/lib/contracts/instance";
import { otherMethods } from "@/lib/http/refusal-route";
import { sidecarRoute } from "@/lib/http/sidecar-route";
import { recordExecutionEvents } from "@/lib/operations/sandbox/record-execution-events";

/** POST /api/n8n/execution-events { events }: what nodes do in sandbox runs, signed by the machine's key */
export const POST = sidecarRoute({
  input: { body: ExecutionEvents },
  handler: (ctx, { body }) => recordExecutionEvents(ctx, { ...body, instance: ctx.instance }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
