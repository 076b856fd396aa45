import type { SystemCtx } from "@/lib/platform/ctx";
import { findLinkEmail } from "./find-link-email";
import { keepRequest } from "./keep-request";
import { isOpenSigned, readOpenToken } from "./open-token";
import type { Machine } from "./schemas";

type Open = {
  token: string;
  /** The company's host that the request came to; null for our own. */
  host: string | null;
  machine: Machine | null;
};

/** Keeps that the picture of an email was asked for; a job judges later whether a person may have looked. A token that is not ours does nothing. */
export async function takeOpen(ctx: SystemCtx, { token, host, machine }: Open): Promise<void> {
  const asked = readOpenToken(token);
  if (!asked) return;
  const { claimId, mac } = asked;
  const isSigned = (workspaceId: string): boolean => isOpenSigned({ workspaceId, claimId }, mac);
  const email = await findLinkEmail(ctx, { claimId, host, isSigned });
  if (email) await keepRequest(ctx, { workspaceId: email.workspaceId, claimId, link: null, machine });
}
