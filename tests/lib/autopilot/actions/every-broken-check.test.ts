import { afterAll, beforeAll, expect, test } from "vitest";
import { checkReceipt } from "@/lib/autopilot/actions/check-receipt";
import { ACTIONS } from "@/lib/autopilot/actions/registry";
import { getPool } from "@/lib/platform/db";
import { createActionWorld, type ActionWorld } from "../../../factories/action-world";
import { approval, carriedOut, later } from "../../../factories/carried-out";
import { dyingDatabase, type Death } from "../../../support/dying-database";

let of: ActionWorld;
beforeAll(async () => {
  of = await createActionWorld();
});
afterAll(() => of.close());

const NEVER: Death = { at: Number.POSITIVE_INFINITY, when: "before" };

/** One look of a checker whose process is killed there, in this moment or ten minutes later; the points that it came to. */
async function look(receiptId: string, death: Death = NEVER): Promise<{ points: string[]; died: boolean }> {
  const { db, points, isDead } = dyingDatabase(getPool(), death);
  const looked = checkReceipt({ ...later(of.company), db }, { receiptId });
  await (death === NEVER ? looked : looked.catch(() => undefined));
  return { points, died: isDead() };
}

type Seen = { verdict: string; checks: number; kept: number; state: string; told: number };
async function seen(approvalId: string, receiptId: string): Promise<Seen> {
  const { rows } = await of.world.admin.query<Omit<Seen, "state">>(
    `select r.verdict, r.checks,
       (select count(*)::int from receipt_checks c where c.receipt_id = r.id) as kept,
       (select count(*)::int from project_events e
        where e.event_type like 'receipt.%' and e.data ->> 'receipt_id' = r.id::text and e.id > $2) as told
     from receipts r where r.id = $1`,
    [receiptId, linesBefore],
  );
  const [row] = rows;
  if (!row) throw new Error("the receipt is gone");
  return { ...row, state: (await approval(of.company, approvalId)).state };
}

let linesBefore = 0;
/** As it was before the first look, and the ledger as long as it is. */
async function forget(approvalId: string, receiptId: string): Promise<void> {
  const { admin } = of.world;
  await admin.query("delete from receipt_checks where receipt_id = $1", [receiptId]);
  await admin.query(
    "update receipts set verdict = 'pending', words = null, checks = 0, checked_at = null where id = $1",
    [receiptId],
  );
  await admin.query("update approvals set state = 'executed', why = null where id = $1", [approvalId]);
  const { rows } = await admin.query<{ id: string }>("select coalesce(max(id), 0) as id from project_events");
  linesBefore = Number(rows[0]?.id);
}

test.each(ACTIONS.map(({ kind }) => kind))(
  "%s: a checker killed before or after any commit leaves no look or a whole one, and the next gives the one verdict, told once",
  async (kind) => {
    const { company, samples } = of;
    const payload = (await samples[kind]?.payload()) ?? {};
    const { id, receipt } = await carriedOut(company, kind, payload);
    await forget(id, receipt.id);
    const { points } = await look(receipt.id);
    const whole = { verdict: "verified", checks: 1, kept: 1, state: "verified", told: 1 };
    expect(await seen(id, receipt.id)).toEqual(whole);

    const left = new Set<number>();
    // Outside of a transaction a look only reads.
    const deaths = points.flatMap((point, index): Death[] =>
      point === "commit"
        ? [
            { at: index + 1, when: "before" },
            { at: index + 1, when: "after" },
          ]
        : [],
    );
    expect(deaths.length).toBeGreaterThan(5);
    for (const death of deaths) {
      await forget(id, receipt.id);
      const { died } = await look(receipt.id, death);
      const after = await seen(id, receipt.id);
      left.add(after.kept);
      const untouched = { verdict: "pending", checks: 0, kept: 0, state: "executed", told: 0 };
      expect({ death, died, after }).toEqual({ death, died: true, after: after.kept === 0 ? untouched : whole });
      await look(receipt.id);
      const checks = after.kept + 1;
      expect({ death, ...(await seen(id, receipt.id)) }).toEqual({ death, ...whole, checks, kept: checks });
    }
    expect(left).toEqual(new Set([0, 1]));
  },
);
