import { confirmUnsubscribe } from "@/lib/outreach/sequence/confirm-unsubscribe";
import { explainUnsubscribe } from "@/lib/outreach/sequence/explain-unsubscribe";
import { findUnsubscribe } from "@/lib/outreach/sequence/find-unsubscribe";
import { OptOutReason } from "@/lib/outreach/sequence/schemas";
import type { SystemCtx } from "@/lib/platform/ctx";
import { donePage, linkPage, oneClickAnswer, unknownPage } from "./unsubscribe-page";

/** Unsubscribes, whatever was sent, but for the form of the page after it: that brings a reason, which is kept and opts out no one. */
export async function takeAnswer(ctx: SystemCtx, token: string, sent: string): Promise<Response> {
  if (sent.startsWith("reason=")) return keepReason(ctx, token, sent);
  const link = await confirmUnsubscribe(ctx, token);
  if (!sent.startsWith("confirm=")) return oneClickAnswer(link !== null);
  return link ? donePage(link, { asks: true }) : unknownPage();
}

async function keepReason(ctx: SystemCtx, token: string, sent: string): Promise<Response> {
  const reason = OptOutReason.safeParse(new URLSearchParams(sent).get("reason"));
  if (!reason.success) return linkPage(await findUnsubscribe(ctx, token));
  const link = await explainUnsubscribe(ctx, { token, reason: reason.data });
  return link?.unsubscribed ? donePage(link, { thanks: true }) : linkPage(link);
}
