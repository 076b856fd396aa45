import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";
import { giveUpMachine } from "@/lib/operations/governance/give-up-machine";
import { GiveUpMachine, MachineRef } from "@/lib/operations/governance/schemas";

/** POST /api/admin/machines/:machineId/give-up { reason } → a lost machine is given up, and its company can be launched again · 404 · 409 */
export const POST = adminRoute({
  input: { params: MachineRef, body: GiveUpMachine },
  status: 202,
  handler: (ctx, { params, body }) => giveUpMachine(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
