import { VerifyAgainstHead } from "@/lib/foundation/audit/schemas";
import { verifyAgainstHead } from "@/lib/foundation/audit/verify-against-head";
import { verifyLog } from "@/lib/foundation/audit/verify-log";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/admin/audit-log/verify: is each line what was written, in its place? */
export const GET = adminRoute({ input: {}, handler: (ctx) => verifyLog(ctx, "governance_audit_log") });

/** POST /api/admin/audit-log/verify { head }: and is everything still there that a signed head covers? */
export const POST = adminRoute({
  input: { body: VerifyAgainstHead },
  handler: (ctx, { body }) => verifyAgainstHead(ctx, { log: "governance_audit_log", head: body.head }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
