import { sql } from "kysely";
import type { MovedPeople, RemovedMailbox } from "@/lib/outreach/mailbox/schemas";
import type { TxCtx } from "@/lib/platform/transaction";
import { unsubscribeUrl } from "./unsubscribe-url";

export async function callRemoveMailbox(tx: TxCtx, mailbox: number): Promise<RemovedMailbox> {
  const { rows } = await sql<RemovedMailbox>`
    select moved, waiting, voided from genesis.remove_mailbox(${tx.workspaceId}::uuid, ${mailbox}::int, ${unsubscribeUrl()})`.execute(
    tx.db,
  );
  return rows[0] ?? { moved: 0, waiting: 0, voided: 0 };
}

export async function callMovePeople(tx: TxCtx, { from, to }: { from: number; to: number }): Promise<MovedPeople> {
  const { rows } = await sql<MovedPeople>`
    select moved, voided from genesis.move_people(${tx.workspaceId}::uuid, ${from}::int, ${to}::int, ${unsubscribeUrl()})`.execute(
    tx.db,
  );
  return rows[0] ?? { moved: 0, voided: 0 };
}
