import { sql } from "kysely";
import type { Question } from "@/lib/outreach/sending-domains/schemas";
import type { ServiceTx, TxCtx } from "@/lib/platform/transaction";
import { NEW_CLOCK, type TrackingClock } from "./follow-look";
import { PastTrackingCheck, TrackingCheck, TrackingStatus } from "./schemas";

const KEPT_CHECKS = 200;
const MAX_WORDS = 1_000;

type Standing = {
  host: string | null;
  token: string | null;
  trackClicks: boolean;
  trackOpens: boolean;
  status: TrackingStatus | null;
  zone: string | null;
  dnsHost: { name: string; records_url: string } | null;
  checkedAt: Date | null;
  clock: TrackingClock;
};

export const NOTHING_SET: Standing = {
  host: null,
  token: null,
  trackClicks: false,
  trackOpens: false,
  status: null,
  zone: null,
  dnsHost: null,
  checkedAt: null,
  clock: NEW_CLOCK,
};

const dateOf = (text: string | null): Date | null => (text === null ? null : new Date(text));

/** Where the workspace's tracking domain stands; without a row nothing is set. */
export async function findStanding(tx: TxCtx): Promise<Standing> {
  const row = await tx.db
    .selectFrom("genesis.tracking_domains")
    .selectAll()
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  if (!row) return NOTHING_SET;
  return {
    host: row.host,
    token: row.token,
    trackClicks: row.track_clicks,
    trackOpens: row.track_opens,
    status: TrackingStatus.nullable().parse(row.status),
    zone: row.zone,
    dnsHost:
      row.dns_host !== null && row.records_url !== null ? { name: row.dns_host, records_url: row.records_url } : null,
    checkedAt: dateOf(row.checked_at),
    clock: {
      verifiedAt: dateOf(row.verified_at),
      unverifiedSince: dateOf(row.unverified_since),
      rechecks: row.rechecks,
      nextCheckAt: dateOf(row.next_check_at),
      failingSince: dateOf(row.failing_since),
    },
  };
}

/** The same; others that change or check it wait until this transaction ends. */
export async function lockStanding(tx: TxCtx): Promise<Standing> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tracking-domain:${tx.workspaceId}`}, 0))`.execute(tx.db);
  return findStanding(tx);
}

export async function replaceStanding(tx: TxCtx, { clock, dnsHost, ...standing }: Standing): Promise<void> {
  const row = {
    host: standing.host,
    token: standing.token,
    track_clicks: standing.trackClicks,
    track_opens: standing.trackOpens,
    status: standing.status,
    zone: standing.zone,
    dns_host: dnsHost?.name ?? null,
    records_url: dnsHost?.records_url ?? null,
    checked_at: standing.checkedAt?.toISOString() ?? null,
    verified_at: clock.verifiedAt?.toISOString() ?? null,
    unverified_since: clock.unverifiedSince?.toISOString() ?? null,
    rechecks: clock.rechecks,
    next_check_at: clock.nextCheckAt?.toISOString() ?? null,
    failing_since: clock.failingSince?.toISOString() ?? null,
  };
  await tx.db
    .insertInto("genesis.tracking_domains")
    .values({ workspace_id: tx.workspaceId, ...row })
    .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(row))
    .execute();
}

type Evidence = {
  host: string;
  status: TrackingStatus;
  checkedAt: Date;
  checks: readonly TrackingCheck[];
  questions: readonly Question[];
};

/** Keeps the evidence of a check; of a host the newest 200 are kept. */
export async function insertTrackingCheck(
  tx: TxCtx,
  { host, status, checkedAt, checks, questions }: Evidence,
): Promise<void> {
  const findings = checks.map((check) => ({ ...check, words: check.words.slice(0, MAX_WORDS) }));
  await tx.db
    .insertInto("genesis.tracking_checks")
    .values({
      workspace_id: tx.workspaceId,
      host,
      status,
      checked_at: checkedAt.toISOString(),
      findings: JSON.stringify(findings),
      questions: JSON.stringify(questions),
    })
    .execute();
  await sql`
    delete from genesis.tracking_checks c
    where c.workspace_id = ${tx.workspaceId} and c.host = ${host} and c.id in (
      select o.id from genesis.tracking_checks o
      where o.workspace_id = ${tx.workspaceId} and o.host = ${host}
      order by o.checked_at desc offset ${KEPT_CHECKS})`.execute(tx.db);
}

/** The newest checks of a host, with what each found. */
export async function selectTrackingChecks(
  tx: TxCtx,
  { host, limit }: { host: string; limit: number },
): Promise<(PastTrackingCheck & { findings: TrackingCheck[] })[]> {
  const rows = await tx.db
    .selectFrom("genesis.tracking_checks")
    .select(["checked_at", "status", "findings"])
    .where("workspace_id", "=", tx.workspaceId)
    .where("host", "=", host)
    .orderBy("checked_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...PastTrackingCheck.parse(row), findings: TrackingCheck.array().parse(row.findings) }));
}

/** Active workspaces whose tracking domain is due for a check at this moment. */
export async function selectDueWorkspaces(tx: ServiceTx, limit: number): Promise<string[]> {
  const rows = await tx.db
    .selectFrom("genesis.tracking_domains as t")
    .innerJoin("workspaces as w", "w.id", "t.workspace_id")
    .select("t.workspace_id")
    .where("t.next_check_at", "<=", tx.now().toISOString())
    .where("w.status", "=", "active")
    .orderBy("t.next_check_at")
    .limit(limit)
    .execute();
  return rows.map(({ workspace_id }) => workspace_id);
}

export type Claimant = { workspaceId: string; token: string; holds: boolean };

/** The workspaces that named a host for their links; `holds`: the last certain check found that it leads here. */
export async function selectClaimants(tx: ServiceTx, host: string): Promise<Claimant[]> {
  const rows = await tx.db
    .selectFrom("genesis.tracking_domains")
    .select(["workspace_id", "token", "verified_at", "failing_since"])
    .where("host", "=", host)
    .orderBy("verified_at")
    .limit(100)
    .execute();
  return rows.map(({ workspace_id, token, verified_at, failing_since }) => ({
    workspaceId: workspace_id,
    token: token ?? "",
    holds: verified_at !== null && failing_since === null,
  }));
}
