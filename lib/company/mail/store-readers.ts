import { sql } from "kysely";
import type { TxCtx } from "@/lib/platform/transaction";

/** One email, and the addresses of those who wrote or received it. `sent`: by the company. */
export type ReadEmail = { text: string; readers: string[]; sent: boolean };

const MOST = 500;
const MOST_CHARACTERS = 20_000;

/** The newest emails of a company, received and sent, the oldest of them first. Those of its own members are left out: their words are the company’s. */
export async function selectReadEmails(tx: TxCtx, projectId: string): Promise<ReadEmail[]> {
  const { rows } = await sql<ReadEmail & { at: string }>`
    (select left(subject || ' ' || coalesce(text, ''), ${MOST_CHARACTERS}) as text, array[lower(sender)] as readers, false as sent, received_at as at
     from inbound_email_messages
     where workspace_id = ${tx.workspaceId} and project_id = ${projectId}
       and evidence is distinct from 'owner' and evidence is distinct from 'own_address'
     order by received_at desc, id desc limit ${MOST})
    union all
    (select left(subject || ' ' || text, ${MOST_CHARACTERS}), array(select lower(unnest(recipients || cc || bcc))), true, created_at
     from outbound_email_messages
     where workspace_id = ${tx.workspaceId} and project_id = ${projectId} and status in ('sent', 'delivered')
     order by created_at desc, id desc limit ${MOST})`.execute(tx.db);
  return rows.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
}
