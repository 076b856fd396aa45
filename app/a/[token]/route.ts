import { z } from "zod";
import { readApprovalLink } from "@/lib/company/approvals/read-approval-link";
import { confirmationOf } from "@/lib/company/approvals/take-link-decision";
import { publicRoute } from "@/lib/http/public-route";
import { readBytes } from "@/lib/http/read-json";
import { otherMethods } from "@/lib/http/refusal-route";
import { failurePage, questionPage, unknownPage } from "./decision-page";
import { takeDecision } from "./take-decision";

const LinkRef = z.object({ token: z.string().max(2000) });

/** GET /a/:token → the decision that the link would take; changes nothing, so that link scanners may follow it */
export const GET = publicRoute({
  input: { params: LinkRef },
  failurePage,
  handler: async (ctx, { params: { token } }) => {
    const shown = await readApprovalLink(ctx, token);
    return shown ? questionPage(shown, confirmationOf(token)) : unknownPage();
  },
});

/** POST /a/:token, by the form of that page → decided */
export const POST = publicRoute({
  input: { params: LinkRef },
  failurePage,
  handler: async (ctx, { params: { token } }, request) =>
    takeDecision(ctx, token, (await readBytes(request)).toString("latin1")),
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherMethods({ GET, POST });
