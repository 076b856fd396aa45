import { sql } from "kysely";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { NEW_CLOCK, type DomainClock } from "./follow-check";
import {
  DnsCheck,
  DnsRecord,
  SenderDomain,
  type DnsPlan,
  type DnsVerification,
  type PastCheck,
  type Question,
} from "./schemas";

const KEPT_CHECKS = 200;
const MAX_VALUE = 5_000;
const MAX_WORDS = 1_000;

/** The mailboxes that emails leave from, by their domains; the first first. A saved sender that is no address any more has none. */
export async function callSenderDomains(tx: TxCtx): Promise<SenderDomain[]> {
  const { rows } = await sql`
    select mailbox, domain, address, sends, server from genesis.sender_domains(${tx.workspaceId}::uuid)
    where domain is not null`.execute(tx.db);
  return rows.map((row) => SenderDomain.parse(row));
}

/** Domains that are due for a check at this moment. */
export async function callDomainsToCheck(tx: TxCtx): Promise<string[]> {
  const { rows } = await sql<{ domain: string }>`
    select domain from genesis.domains_to_check(${tx.workspaceId}::uuid, ${tx.now().toISOString()}::timestamptz) order by domain`.execute(
    tx.db,
  );
  return rows.map(({ domain }) => domain);
}

/** Workspaces with a domain that is due for a check. */
export async function callWorkspacesToCheck(tx: ServiceTx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select workspace_id as id
    from genesis.workspaces_with_due_domains(${tx.now().toISOString()}::timestamptz, ${limit}::int)`.execute(tx.db);
  return rows.map(({ id }) => id);
}

const STANDING = [
  "domain",
  "status",
  "zone",
  "dns_host",
  "records_url",
  "mail_host",
  "message",
  "checked_at",
  "verified_at",
  "unverified_since",
  "rechecks",
  "next_check_at",
  "failing_since",
  "paused_at",
] as const;

export async function findDomainRow(tx: TxCtx, domain: string) {
  const row = await tx.db
    .selectFrom("genesis.sending_domains")
    .select(STANDING)
    .where("workspace_id", "=", tx.workspaceId)
    .where("domain", "=", domain)
    .executeTakeFirst();
  return row ?? null;
}

/** Domains that were ever checked, in the order of their names, so many at most. */
export async function selectDomainNames(tx: TxCtx, limit: number): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("genesis.sending_domains")
    .select("domain")
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("domain")
    .limit(limit)
    .execute();
  return rows.map(({ domain }) => domain);
}

/** Of the newest check whose evidence is kept. */
export async function selectLastDomain(tx: TxCtx): Promise<string | null> {
  const row = await tx.db
    .selectFrom("genesis.dns_checks")
    .select("domain")
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("checked_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.domain ?? null;
}

type Expected = { check: DnsCheck; record: DnsRecord | null };

/** The records that a domain needs with the findings of its last check, in the order of that check. */
export async function selectRecords(tx: TxCtx, domain: string): Promise<Expected[]> {
  const rows = await tx.db
    .selectFrom("genesis.dns_records")
    .selectAll()
    .where("workspace_id", "=", tx.workspaceId)
    .where("domain", "=", domain)
    .orderBy(sql`array_position(array['spf', 'dmarc', 'dkim', 'mx'], purpose)`)
    .execute();
  return rows.map((row) => ({
    check: DnsCheck.parse(row),
    record: row.action === null ? null : DnsRecord.parse({ ...row, type: "TXT", words: row.instruction }),
  }));
}

export async function selectPastChecks(tx: TxCtx, domain: string, limit: number): Promise<PastCheck[]> {
  const rows = await tx.db
    .selectFrom("genesis.dns_checks")
    .select(["checked_at", "status"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("domain", "=", domain)
    .orderBy("checked_at", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ checked_at, status }) => ({ checked_at, status: status as PastCheck["status"] }));
}

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Where a domain stands; others that check it wait until this transaction ends. */
export async function lockClock(tx: TxCtx, domain: string): Promise<{ clock: DomainClock; checkedAt: Date | null }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sending-domain:${tx.workspaceId}:${domain}`}, 0))`.execute(
    tx.db,
  );
  const row = await findDomainRow(tx, domain);
  if (!row) return { clock: NEW_CLOCK, checkedAt: null };
  const clock = {
    verifiedAt: dateOf(row.verified_at),
    unverifiedSince: dateOf(row.unverified_since),
    rechecks: row.rechecks,
    nextCheckAt: dateOf(row.next_check_at),
    failingSince: dateOf(row.failing_since),
    pausedAt: dateOf(row.paused_at),
  };
  return { clock, checkedAt: new Date(row.checked_at) };
}

type CheckedDomain = { plan: DnsPlan; verification: DnsVerification; clock: DomainClock };

/** Replaces where a domain stands, with the records that are expected of it. */
export async function replaceDomain(tx: TxCtx, { plan, verification, clock }: CheckedDomain): Promise<void> {
  const { domain, status, checked_at, checks } = verification;
  const row = {
    status,
    zone: plan.zone,
    dns_host: plan.dns_host?.name ?? null,
    records_url: plan.dns_host?.records_url ?? null,
    mail_host: plan.mail_host,
    message: plan.message,
    checked_at,
    verified_at: clock.verifiedAt?.toISOString() ?? null,
    unverified_since: clock.unverifiedSince?.toISOString() ?? null,
    rechecks: clock.rechecks,
    next_check_at: clock.nextCheckAt?.toISOString() ?? null,
    failing_since: clock.failingSince?.toISOString() ?? null,
    paused_at: clock.pausedAt?.toISOString() ?? null,
  };
  const of = { workspace_id: tx.workspaceId, domain };
  await tx.db
    .insertInto("genesis.sending_domains")
    .values({ ...of, ...row })
    .onConflict((conflict) => conflict.columns(["workspace_id", "domain"]).doUpdateSet(row))
    .execute();
  await tx.db
    .deleteFrom("genesis.dns_records")
    .where("workspace_id", "=", tx.workspaceId)
    .where("domain", "=", domain)
    .execute();
  const rows = checks.map((check) => ({
    ...of,
    ...check,
    words: check.words.slice(0, MAX_WORDS),
    ...expectedOf(plan, check),
  }));
  await tx.db.insertInto("genesis.dns_records").values(rows).execute();
}

function expectedOf({ records }: DnsPlan, { purpose }: DnsCheck) {
  const record = records.find((each) => each.purpose === purpose);
  if (!record) return { action: null, name: null, relative_name: null, value: null, replaces: [], instruction: null };
  const { action, name, relative_name, value, replaces, words } = record;
  return {
    action,
    name,
    relative_name,
    // Half a record must not be copied.
    value: value !== null && value.length <= MAX_VALUE ? value : null,
    replaces: replaces.map((text) => text.slice(0, MAX_VALUE)),
    instruction: words.slice(0, MAX_WORDS),
  };
}

/** Keeps the evidence of a check; of a domain the newest 200 are kept. */
export async function insertCheck(
  tx: TxCtx,
  { domain, status, checked_at, checks }: DnsVerification,
  questions: readonly Question[],
): Promise<void> {
  await tx.db
    .insertInto("genesis.dns_checks")
    .values({
      workspace_id: tx.workspaceId,
      domain,
      status,
      checked_at,
      findings: JSON.stringify(checks),
      questions: JSON.stringify(questions),
    })
    .execute();
  await sql`
    delete from genesis.dns_checks c
    where c.workspace_id = ${tx.workspaceId} and c.domain = ${domain} and c.id in (
      select o.id from genesis.dns_checks o
      where o.workspace_id = ${tx.workspaceId} and o.domain = ${domain}
      order by o.checked_at desc offset ${KEPT_CHECKS})`.execute(tx.db);
}
