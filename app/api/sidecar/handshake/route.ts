import { Handshake } from "@/lib/contracts/instance";
import { otherMethods } from "@/lib/http/refusal-route";
import { sidecarRoute } from "@/lib/http/sidecar-route";
import { recordHeartbeat } from "@/lib/operations/fleet/record-heartbeat";

/** POST /api/sidecar/handshake { boot, boot_id, counter }: a machine's sidecar started, signed by the machine's key */
export const POST = sidecarRoute({
  input: { body: Handshake },
  handler: (ctx, { body }) => recordHeartbeat(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
