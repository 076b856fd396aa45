import { SignHeadQuery } from "@/lib/foundation/audit/schemas";
import { signHead } from "@/lib/foundation/audit/sign-head";
import { listHeadKeys } from "@/lib/foundation/audit/list-head-keys";
import { adminRoute } from "@/lib/http/admin-route";
import { attachment } from "@/lib/http/attachment";
import { otherMethods } from "@/lib/http/refusal-route";

/** GET /api/admin/login-audit/head: the signed head, to be kept elsewhere; ?format=key the public keys to check it with. */
export const GET = adminRoute({
  input: { query: SignHeadQuery },
  handler: async (ctx, { query }) => {
    if (query.format === "key") return listHeadKeys(ctx);
    const { head, jws } = await signHead(ctx, "login_audit");
    return attachment({ name: `login-audit-${head.seq}.jws`, type: "application/jose", body: jws });
  },
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET });
