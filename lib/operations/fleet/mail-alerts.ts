import type { SystemCtx } from "@/lib/platform/ctx";
import { appUrl, env } from "@/lib/platform/env";
import { sha256 } from "@/lib/platform/ids";
import { log } from "@/lib/platform/log";
import { withServiceTransaction } from "@/lib/platform/transaction";
import { applicationMail } from "@/lib/providers/mail/select";
import { alertMail } from "./alert-mail";
import { claimNotices, selectAddresses, settleNotices } from "./store-alerts";

const MANY = 50;
const SEND_TIMEOUT_MS = 20_000;

/**
 * Mails the administrators what alerts owe: when one opens, becomes worse or ends, and every four hours while it lasts. However many ask at
 * once, each is mailed once; a mail that did not leave is owed again two minutes later. It needs no queue. Answers how many alerts were told.
 */
export async function mailAlerts({ requestId, db, now }: SystemCtx): Promise<number> {
  // No permission: a sweep by the clock.
  const ctx = { requestId, db, now };
  const { notices, addresses } = await withServiceTransaction(ctx, async (tx) => ({
    notices: await claimNotices(tx, MANY),
    addresses: await selectAddresses(tx, env().SUPER_ADMIN_IDS ?? []),
  }));
  if (notices.length === 0) return 0;
  if (addresses.length === 0) {
    log().warn({ alerts: notices.length }, "alerts about machines: no administrator has an address");
    return 0;
  }
  const content = alertMail(notices, appUrl());
  const stamp = sha256(notices.map(({ id, notice, mails }) => `${id} ${notice} ${mails}`).join("\n")).slice(0, 40);
  for (const to of addresses) {
    const messageId = `<fleet.${stamp}.${sha256(to).slice(0, 12)}@greenlight>`;
    await applicationMail().send({ to, ...content, messageId }, AbortSignal.timeout(SEND_TIMEOUT_MS));
  }
  await withServiceTransaction(ctx, (tx) => settleNotices(tx, notices));
  return notices.length;
}
