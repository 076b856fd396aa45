import { confirmUnsubscribe } from "@/lib/outreach/sequence/confirm-unsubscribe";
import { findUnsubscribe } from "@/lib/outreach/sequence/find-unsubscribe";
import { UnsubscribeRef } from "@/lib/outreach/sequence/schemas";
import { publicRoute } from "@/lib/http/public-route";
import { readBytes } from "@/lib/http/read-json";
import { otherMethods } from "@/lib/http/refusal-route";
import { donePage, failurePage, linkPage, oneClickAnswer, unknownPage } from "./unsubscribe-page";

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
  handler: async (ctx, { params }, request) => {
    const fromPage = (await readBytes(request)).toString("latin1").startsWith("confirm=");
    const link = await confirmUnsubscribe(ctx, params.token);
    if (!fromPage) return oneClickAnswer(link !== null);
    return link ? donePage(link) : unknownPage();
  },
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
