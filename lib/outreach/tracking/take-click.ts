import type { SystemCtx } from "@/lib/platform/ctx";
import { isSigned, readClickToken } from "./click-token";
import { findLinkEmail } from "./find-link-email";
import { keepRequest } from "./keep-request";
import { linksIn } from "./links-in";
import type { Machine } from "./schemas";

type Click = {
  token: string;
  /** The company's host that the request came to; null for our own. */
  host: string | null;
  machine: Machine | null;
};

/**
 * The address that a counted link leads to, and keeps that it was asked for; a job judges later whether a person did. Null for a token that
 * we did not sign, that is older than a year, whose email is gone, or that came to the host of another company. The address is always one
 * that stands in the email as it was handed out.
 */
export async function takeClick(ctx: SystemCtx, { token, host, machine }: Click): Promise<string | null> {
  const asked = readClickToken(token);
  if (!asked) return null;
  const { claimId, link, mac } = asked;
  const email = await findLinkEmail(ctx, {
    claimId,
    host,
    isSigned: (workspaceId) => isSigned({ workspaceId, claimId, link }, mac),
  });
  if (!email) return null;
  const url = linksIn(email.text)[link];
  if (url === undefined) return null;
  await keepRequest(ctx, { workspaceId: email.workspaceId, claimId, link, machine });
  return new URL(url).href;
}
