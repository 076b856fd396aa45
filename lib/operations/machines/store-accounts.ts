import { z } from "zod";
import type { PaceState } from "@/lib/providers/compute/pace";
import type { ServiceTx } from "@/lib/platform/transaction";

const PROVIDER = "digitalocean";
/** By the vendor's id: the time at which a sweep saw it first, and whether a row of ours names it. */
const Strays = z.record(z.string(), z.object({ name: z.string(), since: z.string(), known: z.boolean() }));
export type Strays = z.infer<typeof Strays>;

type Fresh = { installation: string; appUrl: string };

/** The account's name, made with these values at its first use. */
export async function getAccount(
  tx: ServiceTx,
  { installation, appUrl }: Fresh,
): Promise<{ installation: string; appUrl: string }> {
  const long_ago = new Date(0).toISOString();
  await tx.db
    .insertInto("genesis.compute_accounts")
    .values({
      provider: PROVIDER,
      installation,
      app_url: appUrl,
      minute_at: long_ago,
      hour_at: long_ago,
      paused_until: long_ago,
    })
    .onConflict((conflict) => conflict.column("provider").doNothing())
    .execute();
  const row = await tx.db
    .selectFrom("genesis.compute_accounts")
    .select(["installation", "app_url"])
    .where("provider", "=", PROVIDER)
    .executeTakeFirstOrThrow();
  return { installation: row.installation, appUrl: row.app_url };
}

/** Held until the transaction ends: reservations of all processes follow each other. */
export async function lockPace(tx: ServiceTx): Promise<PaceState> {
  const row = await tx.db
    .selectFrom("genesis.compute_accounts")
    .select(["minute_at", "hour_at", "paused_until"])
    .where("provider", "=", PROVIDER)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return {
    minuteAt: Date.parse(row.minute_at),
    hourAt: Date.parse(row.hour_at),
    pausedUntil: Date.parse(row.paused_until),
  };
}

export async function findPausedUntil(tx: ServiceTx): Promise<number> {
  const row = await tx.db
    .selectFrom("genesis.compute_accounts")
    .select("paused_until")
    .where("provider", "=", PROVIDER)
    .executeTakeFirstOrThrow();
  return Date.parse(row.paused_until);
}

export async function setPace(tx: ServiceTx, pace: PaceState): Promise<void> {
  await tx.db
    .updateTable("genesis.compute_accounts")
    .set({
      minute_at: new Date(pace.minuteAt).toISOString(),
      hour_at: new Date(pace.hourAt).toISOString(),
      paused_until: new Date(pace.pausedUntil).toISOString(),
    })
    .where("provider", "=", PROVIDER)
    .execute();
}

export async function lockStrays(tx: ServiceTx): Promise<Strays> {
  const row = await tx.db
    .selectFrom("genesis.compute_accounts")
    .select("strays")
    .where("provider", "=", PROVIDER)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return Strays.parse(row.strays);
}

export async function setStrays(tx: ServiceTx, strays: Strays): Promise<void> {
  await tx.db
    .updateTable("genesis.compute_accounts")
    .set({ strays: JSON.stringify(strays), swept_at: tx.now().toISOString() })
    .where("provider", "=", PROVIDER)
    .execute();
}
