import { sql } from "kysely";
import { z } from "zod";
import type { TxCtx } from "@/lib/platform/transaction";
import { BookingVerdict, OnboardingStep, type BookingChecks } from "./schemas";

/** Null before the founder moved, and for a step that no longer exists. */
export async function findCurrentStep(tx: TxCtx): Promise<OnboardingStep | null> {
  const row = await tx.db
    .selectFrom("genesis.onboarding_progress")
    .select("current_step")
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return OnboardingStep.safeParse(row?.current_step).data ?? null;
}

export async function upsertCurrentStep(tx: TxCtx, step: OnboardingStep): Promise<void> {
  await tx.db
    .insertInto("genesis.onboarding_progress")
    .values({ workspace_id: tx.workspaceId, current_step: step })
    .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet({ current_step: step }))
    .execute();
}

/** The booking links that were visited, each as its last visit found it. */
export async function findBookingChecks(tx: TxCtx): Promise<BookingChecks> {
  const row = await tx.db
    .selectFrom("genesis.onboarding_progress")
    .select("booking_checks")
    .where("workspace_id", "=", tx.workspaceId)
    .executeTakeFirst();
  return z.record(z.string(), BookingVerdict).parse(row?.booking_checks ?? {});
}

type Visit = { link: string; found: BookingVerdict; links: readonly string[] };

/** Keeps the finding of a visit, beside that of the other saved `links`; findings of any other link go. */
export async function upsertBookingCheck(tx: TxCtx, { link, found, links }: Visit): Promise<void> {
  const check = sql`jsonb_build_object(${link}::text, ${JSON.stringify(found)}::jsonb)`;
  await sql`
    insert into genesis.onboarding_progress as progress (workspace_id, current_step, booking_checks)
    values (${tx.workspaceId}, 'calendar', ${check})
    on conflict (workspace_id) do update set booking_checks = excluded.booking_checks || coalesce(
      (select jsonb_object_agg(known.key, known.value) from jsonb_each(progress.booking_checks) known
       where known.key = any(${links}::text[]) and known.key <> ${link}), '{}')`.execute(tx.db);
}
