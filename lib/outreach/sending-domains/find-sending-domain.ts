import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction, type TxCtx } from "@/lib/platform/transaction";
import { pausesAt } from "./follow-check";
import { DnsVerification, type DnsRecord, type PastCheck, type SendingDomain } from "./schemas";
import { findDomainRow, selectPastChecks, selectRecords } from "./store";

const PAST = 10;

/** A domain as its last check left it, with its newest ten checks; null before the first. */
export async function findSendingDomain(
  ctx: WorkspaceCtx,
  { domain }: { domain: string },
): Promise<{ domain: SendingDomain; history: PastCheck[] } | null> {
  requirePermission(ctx, "onboarding.read");
  return withReadTransaction(ctx, async (tx) => {
    const found = await readDomain(tx, domain);
    return found && { domain: found, history: await selectPastChecks(tx, domain, PAST) };
  });
}

/** The same without its history, in the caller's transaction. */
export async function readDomain(tx: TxCtx, domain: string): Promise<SendingDomain | null> {
  const row = await findDomainRow(tx, domain);
  if (!row) return null;
  const expected = await selectRecords(tx, domain);
  const records = expected.map(({ record }) => record).filter((record): record is DnsRecord => record !== null);
  const { dns_host: name, records_url } = row;
  return {
    domain,
    status: DnsVerification.shape.status.parse(row.status),
    checked_at: row.checked_at,
    checks: expected.map(({ check }) => check),
    zone: row.zone,
    dns_host: name !== null && records_url !== null ? { name, records_url } : null,
    mail_host: row.mail_host,
    records,
    message: row.message,
    verified_at: row.verified_at,
    failing_since: row.failing_since,
    pauses_at: row.failing_since && pausesAt(new Date(row.failing_since)).toISOString(),
    paused_at: row.paused_at,
    next_check_at: row.next_check_at,
  };
}
