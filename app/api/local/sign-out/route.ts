import { localSignOutRoute } from "@/lib/http/local-identity-route";

/** POST /api/local/sign-out */
export const POST = localSignOutRoute;
