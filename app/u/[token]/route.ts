import { findUnsubscribe } from "@/lib/outreach/sequence/find-unsubscribe";
import { UnsubscribeRef } from "@/lib/outreach/sequence/schemas";
import { publicRoute } from "@/lib/http/public-route";
import { readBytes } from "@/lib/http/read-json";
import { otherMethods } from "@/lib/http/refusal-route";
import { takeAnswer } from "./take-answer";
import { failurePage, linkPage } from "./unsubscribe-page";

/** GET /u/:token → a page that asks; changes nothing, so that link scanners may follow it */
export const GET = publicRoute({
  input: { params: UnsubscribeRef },
  failurePage,
  handler: async (ctx, { params }) => linkPage(await findUnsubscribe(ctx, params.token)),
});

/** POST /u/:token → unsubscribed: the page's own form gets a page, one click of a mail program (RFC 8058) plain text */
export const POST = publicRoute({
  input: { params: UnsubscribeRef },
  failurePage,
  handler: async (ctx, { params }, request) =>
    takeAnswer(ctx, params.token, (await readBytes(request)).toString("latin1")),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
