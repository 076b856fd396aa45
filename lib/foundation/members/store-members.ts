import type { TxCtx } from "@/lib/platform/transaction";
import { sql } from "kysely";
import { Member } from "./schemas";
import type { Role } from "@/lib/foundation/access/schemas";

const MEMBER = ["user_id", "email", "role", "created_at as joined_at"] as const;
/** More than any workspace should have; a list beyond it would be cut. */
const MOST = 1000;

export async function selectMembers(tx: TxCtx): Promise<Member[]> {
  const rows = await tx.db
    .selectFrom("user_workspaces")
    .select(MEMBER)
    .where("workspace_id", "=", tx.workspaceId)
    .orderBy("created_at")
    .orderBy("user_id")
    .limit(MOST)
    .execute();
  return rows.map((row) => Member.parse(row));
}

export async function findMember(tx: TxCtx, userId: string): Promise<Member | null> {
  const row = await tx.db
    .selectFrom("user_workspaces")
    .select(MEMBER)
    .where("workspace_id", "=", tx.workspaceId)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  return row ? Member.parse(row) : null;
}

/** `email` in lower case; addresses are compared without their case. */
export async function isMemberByEmail(tx: TxCtx, email: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom("user_workspaces")
    .select("user_id")
    .where("workspace_id", "=", tx.workspaceId)
    .where(sql`lower(email)`, "=", email)
    .executeTakeFirst();
  return row !== undefined;
}

export async function countOwners(tx: TxCtx): Promise<number> {
  const { owners } = await tx.db
    .selectFrom("user_workspaces")
    .select((select) => select.fn.countAll<number>().as("owners"))
    .where("workspace_id", "=", tx.workspaceId)
    .where("role", "=", "owner")
    .executeTakeFirstOrThrow();
  return owners;
}

export async function updateMemberRole(tx: TxCtx, userId: string, role: Role): Promise<Member> {
  const row = await tx.db
    .updateTable("user_workspaces")
    .set({ role })
    .where("workspace_id", "=", tx.workspaceId)
    .where("user_id", "=", userId)
    .returning(MEMBER)
    .executeTakeFirstOrThrow();
  return Member.parse(row);
}

export async function deleteMember(tx: TxCtx, userId: string): Promise<void> {
  await tx.db
    .deleteFrom("user_workspaces")
    .where("workspace_id", "=", tx.workspaceId)
    .where("user_id", "=", userId)
    .execute();
}

export async function insertMember(tx: TxCtx, member: { userId: string; email: string; role: Role }): Promise<void> {
  await tx.db
    .insertInto("user_workspaces")
    .values({ workspace_id: tx.workspaceId, user_id: member.userId, email: member.email, role: member.role })
    .execute();
}
