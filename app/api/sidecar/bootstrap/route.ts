import { Bootstrap } from "@/lib/contracts/bootstrap";
import { publicRoute } from "@/lib/http/public-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { bootstrapMachine } from "@/lib/operations/machines/bootstrap-machine";

/** POST /api/sidecar/bootstrap { token, vendor_id, public_key, certificate, egress }: the first words of a machine → { name } */
export const POST = publicRoute({
  input: { body: Bootstrap },
  handler: (ctx, { body }) => bootstrapMachine(ctx, body),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
