import { Heartbeat } from "@/lib/contracts/instance";
import { otherMethods } from "@/lib/http/refusal-route";
import { sidecarRoute } from "@/lib/http/sidecar-route";
import { recordHeartbeat } from "@/lib/operations/fleet/record-heartbeat";

/** POST /api/sidecar/heartbeat { boot, boot_id, counter, cpu, memory, disk, n8n }: signed by the machine's key */
export const POST = sidecarRoute({
  input: { body: Heartbeat },
  handler: (ctx, { body }) => recordHeartbeat(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
