import { getReceipt } from "@/lib/company/receipts/get-receipt";
import { ReceiptRef } from "@/lib/company/receipts/schemas";
import { otherMethods } from "@/lib/http/refusal-route";
import { workspaceRoute } from "@/lib/http/workspace-route";

/** GET → the receipt with each look of the checker */
export const GET = workspaceRoute({
  input: { params: ReceiptRef },
  handler: (ctx, { params }) => getReceipt(ctx, params),
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
