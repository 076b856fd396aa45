import { requireCronSecret } from "@/lib/http/cron-secret";
import { otherMethods } from "@/lib/http/refusal-route";
import { signedRoute } from "@/lib/http/signed-route";
import { drainQueue } from "@/lib/platform/drain";

/** Asked each minute by a host's scheduler, with WORKER_MODE=cron: does what is due → { done, failed, left }. */
const drainRoute = signedRoute({
  verify: (_body, headers) => requireCronSecret(headers),
  input: {},
  handler: () => drainQueue(),
});

/** Vercel Cron sends GET. */
export const GET = drainRoute;
export const POST = drainRoute;
export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
