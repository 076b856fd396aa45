import { AppError } from "@/lib/platform/errors";
import type { TxCtx } from "@/lib/platform/transaction";
import { countMailing, findInviteRow, stateAt, type InviteRow } from "./store-invites";

const DAY_MS = 24 * 60 * 60 * 1000;
const VALID_MS = 7 * DAY_MS;
/** The most invitation emails that one workspace may send to one address in a day. */
const MAILS_A_DAY = 20;
const MOST_OPEN = 200;

export const expiryFrom = (now: Date): string => new Date(now.getTime() + VALID_MS).toISOString();

export const inviteNotFound = (): AppError =>
  new AppError("not_found", "There is no such invitation. Check that the link is complete, or ask for a new one.", {
    code: "invite.not_found",
  });

/** Why an invitation of this state cannot be used any more. */
export function inviteOver(state: "accepted" | "expired" | "revoked"): AppError {
  if (state === "accepted") {
    return new AppError("conflict", "This invitation was accepted already. Sign in with the address it was sent to.", {
      code: "invite.accepted",
    });
  }
  const happened = state === "expired" ? "This invitation has expired" : "This invitation was withdrawn or replaced";
  return new AppError("impossible", `${happened}. Ask whoever invited you for a new one.`, { code: `invite.${state}` });
}

/** An invitation that is neither accepted nor revoked; one that has expired counts. */
export async function getUnusedInvite(tx: TxCtx, inviteId: string): Promise<InviteRow> {
  const invite = await findInviteRow(tx, inviteId);
  if (!invite) throw inviteNotFound();
  const state = stateAt(invite, tx.now());
  if (state === "accepted" || state === "revoked") throw inviteOver(state);
  return invite;
}

/** An invitation is mail to somebody who did not ask for it: bounded for each address and for each workspace. */
export async function assertMayMail(tx: TxCtx, email: string): Promise<void> {
  // Each mail moves the expiry: what ends more than six days from now was mailed within the last one.
  const expiresAfter = new Date(tx.now().getTime() + VALID_MS - DAY_MS).toISOString();
  const { open, mails } = await countMailing(tx, email, { expiresAfter });
  if (mails >= MAILS_A_DAY) {
    throw new AppError("rate_limited", "This address was invited too often today. Try again tomorrow.", {
      code: "invite.too_often",
      retryable: false,
    });
  }
  if (open >= MOST_OPEN) {
    throw new AppError("impossible", `There are ${MOST_OPEN} open invitations. Withdraw some of them first.`, {
      code: "invite.too_many",
    });
  }
}
