import { DraftsReport } from "@/lib/contracts/engine";
import { otherMethods } from "@/lib/http/refusal-route";
import { engineRoute } from "@/lib/http/webhook-token-route";
import { keepRehearsedDrafts } from "@/lib/operations/sandbox/keep-rehearsed-drafts";
import { RunRef } from "@/lib/operations/sandbox/schemas";

/** POST /api/sandbox/engine/:runId/drafts: kept with the run, and nowhere else */
export const POST = engineRoute({
  input: { params: RunRef, body: DraftsReport },
  handler: (ctx, { params, body }) => keepRehearsedDrafts(ctx, { ...params, ...body }),
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods({ POST });
