import { VerifyAgainstHead } from "@/lib/foundation/audit/schemas";
import { verifyAgainstHead } from "@/lib/foundation/audit/verify-against-head";
import { verifyLog } from "@/lib/foundation/audit/verify-log";
import { adminRoute } from "@/lib/http/admin-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/admin/login-audit/verify: is each line what was written, in its place? */
export const GET = adminRoute({ input: {}, handler: (ctx) => verifyLog(ctx, "login_audit") });

/** POST /api/admin/login-audit/verify { head }: and is everything still there that a signed head covers? */
export const POST = adminRoute({
  input: { body: VerifyAgainstHead },
  handler: (ctx, { body }) => verifyAgainstHead(ctx, { log: "login_audit", head: body.head }),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
