import { localSignInRoute } from "@/lib/http/local-identity-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST /api/local/sign-in { email } → { user_id, token } and the session cookies. */
export const POST = localSignInRoute;

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
