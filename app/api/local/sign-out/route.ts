import { localSignOutRoute } from "@/lib/http/local-identity-route";
import { otherMethods } from "@/lib/http/refusal-route";

/** POST /api/local/sign-out */
export const POST = localSignOutRoute;

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
