import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { ReceiptRef } from "@/lib/company/receipts/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** POST → the checker looks now; answers with what it found */
export const POST = workspaceRoute({
  input: { params: ReceiptRef },
  handler: (ctx, { params }, request) => checkReceipt({ ...ctx, signal: request.signal }, params),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
