import type { TxCtx } from "@/lib/platform/transaction";
import { BURST_MS, judgeClicks } from "./judge-clicks";
import { linksIn } from "./links-in";
import { selectUnreported } from "./store-clicks";

const BATCH = 500;

export type JudgedClick = {
  id: string;
  machine: string | null;
  /** A person's click; null for a machine's, and for one whose email is gone. */
  event: {
    email: string;
    campaignId: string;
    step: number;
    claimId: string;
    /** Null: the email was opened. */
    clicked: { link: number; url: string } | null;
    at: Date;
  } | null;
};

/** Clicks that are old enough to be judged, oldest first, in the caller's transaction. The caller has checked the permission. */
export async function listJudgedClicks(tx: TxCtx): Promise<JudgedClick[]> {
  const before = new Date(tx.now().getTime() - BURST_MS);
  const { emails, clicks } = await selectUnreported(tx, { before, limit: BATCH });
  const byClaim = Map.groupBy(clicks, ({ claimId }) => claimId);
  return emails.flatMap(({ claimId, deliveredAt, text, ...email }) => {
    const ofEmail = byClaim.get(claimId) ?? [];
    const burst = judgeClicks(ofEmail, deliveredAt);
    const links = text === null ? [] : linksIn(text);
    return ofEmail
      .filter(({ isReported, at }) => !isReported && at <= before)
      .map(({ id, link, at, machine: known }): JudgedClick => {
        const machine = known ?? (burst.has(id) ? "burst" : null);
        const url = link === null ? undefined : links[link];
        const clicked = link === null || url === undefined ? null : { link, url };
        const isThere = link === null ? text !== null : clicked !== null;
        return { id, machine, event: machine === null && isThere ? { ...email, claimId, clicked, at } : null };
      });
  });
}
