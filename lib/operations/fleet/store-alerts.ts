import { sql } from "kysely";
import { newId } from "@/lib/platform/ids";
import type { ServiceTx } from "@/lib/platform/transaction";
import type { WantedAlert } from "./judge-alerts";
import { AlertLevel, FleetAlert } from "./schemas";

/** Alerts that open together are told by one mail. */
const GROUP_WAIT_MS = 30_000;
const LEASE_MS = 2 * 60_000;
const REMINDER_MS = 4 * 3_600_000;

export type OpenAlert = { id: string; subject: string; kind: string; level: AlertLevel; words: string };

export async function selectOpenAlerts(tx: ServiceTx): Promise<OpenAlert[]> {
  const rows = await tx.db
    .selectFrom("genesis.fleet_alerts")
    .select(["id", "subject", "kind", "level", "words"])
    .where("closed_at", "is", null)
    .execute();
  return rows.map(({ level, ...row }) => ({ ...row, level: AlertLevel.parse(level) }));
}

/** One that is open already stays the only one. */
export async function insertAlerts(tx: ServiceTx, alerts: readonly WantedAlert[]): Promise<void> {
  if (alerts.length === 0) return;
  const now = tx.now().toISOString();
  const due = new Date(tx.now().getTime() + GROUP_WAIT_MS).toISOString();
  await tx.db
    .insertInto("genesis.fleet_alerts")
    .values(
      alerts.map(({ instanceId: instance_id, ...alert }) => {
        return { id: newId(), instance_id, ...alert, opened_at: now, notice: "opened", notice_due_at: due };
      }),
    )
    .onConflict((conflict) => conflict.columns(["subject", "kind"]).where("closed_at", "is", null).doNothing())
    .execute();
}

/** An alert that was never mailed ends without a mail. */
export async function closeAlerts(tx: ServiceTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const now = tx.now().toISOString();
  await tx.db
    .updateTable("genesis.fleet_alerts")
    .set({
      closed_at: now,
      notice: sql<string | null>`case when mails > 0 then 'closed' end`,
      notice_due_at: sql<string | null>`case when mails > 0 then ${now}::timestamptz end`,
    })
    .where("id", "in", [...ids])
    .where("closed_at", "is", null)
    .execute();
}

type Change = { level: AlertLevel; words: string; isWorse: boolean };

/** One whose opening is still to be mailed says by that mail how bad it is. */
export async function updateAlert(tx: ServiceTx, id: string, { isWorse, ...change }: Change): Promise<void> {
  const now = tx.now().toISOString();
  await tx.db
    .updateTable("genesis.fleet_alerts")
    .set({
      ...change,
      ...(isWorse && {
        notice: sql<string>`case when mails > 0 then 'worse' else 'opened' end`,
        notice_due_at: sql<string>`case when mails > 0 then ${now}::timestamptz else notice_due_at end`,
      }),
    })
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .execute();
}

export type Notice = FleetAlert & { notice: string; mails: number };

/** The mails that are owed now, each to one caller: they are owed again two minutes later, unless {@link settleNotices} says otherwise. */
export async function claimNotices(tx: ServiceTx, limit: number): Promise<Notice[]> {
  const now = tx.now();
  const columns = [...(Object.keys(FleetAlert.shape) as (keyof FleetAlert)[]), "notice", "mails"] as const;
  const rows = await tx.db
    .updateTable("genesis.fleet_alerts")
    .set({ notice_due_at: new Date(now.getTime() + LEASE_MS).toISOString(), mails: sql<number>`mails + 1` })
    .where("id", "in", (of) =>
      of
        .selectFrom("genesis.fleet_alerts")
        .select("id")
        .where("notice", "is not", null)
        .where("notice_due_at", "<=", now.toISOString())
        .orderBy("notice_due_at")
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .returning(columns)
    .execute();
  return rows.map(({ notice, mails, ...row }) => ({ ...FleetAlert.parse(row), notice: notice ?? "opened", mails }));
}

/** After the mail: an open alert is told again in four hours. A change that came meanwhile is still owed. */
export async function settleNotices(tx: ServiceTx, notices: readonly Notice[]): Promise<void> {
  const now = tx.now();
  const reminder = new Date(now.getTime() + REMINDER_MS).toISOString();
  for (const { id, notice } of notices) {
    const isSame = sql`notice is not distinct from ${notice}`;
    await tx.db
      .updateTable("genesis.fleet_alerts")
      .set({
        mailed_at: now.toISOString(),
        notice: sql<string | null>`case when not (${isSame}) then notice when closed_at is null then 'reminder' end`,
        notice_due_at: sql<
          string | null
        >`case when not (${isSame}) then notice_due_at when closed_at is null then ${reminder}::timestamptz end`,
      })
      .where("id", "=", id)
      .execute();
  }
}

/** Open ones first, then those that ended lately. */
export async function selectAlerts(tx: ServiceTx, limit: number): Promise<FleetAlert[]> {
  const columns = Object.keys(FleetAlert.shape) as (keyof FleetAlert)[];
  const rows = await tx.db
    .selectFrom("genesis.fleet_alerts")
    .select(columns)
    .orderBy(sql`closed_at is null`, "desc")
    .orderBy("opened_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => FleetAlert.parse(row));
}

export async function selectAlertsOf(tx: ServiceTx, instanceId: string, limit: number): Promise<FleetAlert[]> {
  const columns = Object.keys(FleetAlert.shape) as (keyof FleetAlert)[];
  const rows = await tx.db
    .selectFrom("genesis.fleet_alerts")
    .select(columns)
    .where("instance_id", "=", instanceId)
    .orderBy("opened_at", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => FleetAlert.parse(row));
}

/** The latest address that each of these people signed in with, else the one they are a member with. */
export async function selectAddresses(tx: ServiceTx, userIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select distinct lower(found.email) as email
    from unnest(${[...userIds]}::text[]) as administrator (user_id),
      lateral (
        select email from (
          (select login.email, 1 as rank from public.login_audit login
           where login.user_id = administrator.user_id and login.email <> '' order by login.seq desc limit 1)
          union all
          (select member.email, 2 from public.user_workspaces member
           where member.user_id = administrator.user_id and member.email <> '' order by member.created_at desc limit 1)
        ) as known order by rank limit 1) as found
    order by 1`.execute(tx.db);
  return rows.map(({ email }) => email);
}
