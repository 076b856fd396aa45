import { localSignInRoute } from "@/lib/http/local-identity-route";

/** POST /api/local/sign-in { email } → { user_id, token } and the session cookies. */
export const POST = localSignInRoute;
