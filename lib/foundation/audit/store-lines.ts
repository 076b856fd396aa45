import { spellAddress } from "@/lib/platform/email-address";
import { containsPattern } from "@/lib/platform/text";
import type { ServiceTx } from "@/lib/platform/transaction";
import { AuditLine, LoginLine, type ListAuditLinesQuery, type ListLoginsQuery, type Login } from "./schemas";

/** Which rows, newest first: `before` is the number of the row that the page before ended with. */
type PageOf<Query> = Omit<Query, "cursor" | "limit" | "format"> & { before?: number; limit: number };
export type AuditLinesPage = PageOf<ListAuditLinesQuery>;
export type LoginsPage = PageOf<ListLoginsQuery>;

const AUDIT_LINE = Object.keys(AuditLine.shape) as (keyof AuditLine)[];
const LOGIN_LINE = Object.keys(LoginLine.shape) as (keyof LoginLine)[];

export async function selectAuditLines(tx: ServiceTx, page: AuditLinesPage): Promise<AuditLine[]> {
  const { workspace_id, actor_id, action, search, from, to, before, limit } = page;
  let rows = tx.db.selectFrom("governance_audit_log").select(AUDIT_LINE).orderBy("seq", "desc").limit(limit);
  if (before !== undefined) rows = rows.where("seq", "<", before);
  if (workspace_id) rows = rows.where("workspace_id", "=", workspace_id);
  if (actor_id) rows = rows.where("actor_id", "=", actor_id);
  if (action) rows = rows.where("action", "=", action);
  if (from) rows = rows.where("created_at", ">=", from);
  if (to) rows = rows.where("created_at", "<=", to);
  if (search) {
    const columns = ["action", "actor_type", "actor_id", "target_type", "target_id", "reason", "address"] as const;
    rows = rows.where((eb) => eb.or(columns.map((column) => eb(column, "ilike", containsPattern(search)))));
  }
  return (await rows.execute()).map((row) => AuditLine.parse(row));
}

export async function selectLogins(tx: ServiceTx, page: LoginsPage): Promise<LoginLine[]> {
  const { user_id, email, event_type, search, from, to, before, limit } = page;
  let rows = tx.db.selectFrom("login_audit").select(LOGIN_LINE).orderBy("seq", "desc").limit(limit);
  if (before !== undefined) rows = rows.where("seq", "<", before);
  if (user_id) rows = rows.where("user_id", "=", user_id);
  if (email) rows = rows.where("email", "=", spellAddress(email));
  if (event_type) rows = rows.where("event_type", "=", event_type);
  if (from) rows = rows.where("occurred_at", ">=", from);
  if (to) rows = rows.where("occurred_at", "<=", to);
  if (search) {
    const columns = ["user_id", "email", "event_type", "ip_address", "user_agent"] as const;
    rows = rows.where((eb) => eb.or(columns.map((column) => eb(column, "ilike", containsPattern(search)))));
  }
  return (await rows.execute()).map((row) => LoginLine.parse(row));
}

/** A delivery that was stored before is not stored again. */
export async function insertLogin(tx: ServiceTx, login: Login): Promise<void> {
  await tx.db
    .insertInto("login_audit")
    .values({
      user_id: login.userId,
      email: login.email == null ? null : spellAddress(login.email),
      event_type: login.event,
      ip_address: login.address,
      user_agent: login.userAgent,
      metadata: JSON.stringify(login.metadata),
      delivery_id: login.deliveryId,
      occurred_at: login.occurredAt,
    })
    .onConflict((conflict) => conflict.column("delivery_id").doNothing())
    .execute();
}
