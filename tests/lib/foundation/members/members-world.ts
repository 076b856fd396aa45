import type { UserCtx, WorkspaceCtx } from "@/lib/platform/ctx";
import { enterWorkspace } from "@/lib/foundation/access/enter-workspace";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import type { Invite } from "@/lib/foundation/members/schemas";
import type { Role } from "@/lib/foundation/access/schemas";
import { decrypt } from "@/lib/foundation/vault/cipher";
import { addMember, type Company, type TestWorld } from "../../../factories/test-world";

/** A person with a session and a context inside the workspace. */
export type Person = { user: UserCtx; ctx: WorkspaceCtx; userId: string; email: string };

export type Staff = Company & { admin: Person; member: Person; ownerId: string; viewerId: string };

export const userIdOf = ({ actor }: WorkspaceCtx): string => (actor.type === "user" ? actor.userId : "");

export async function join(world: TestWorld, workspaceId: string, role: Role): Promise<Person> {
  const user = world.user();
  await addMember(world.admin, workspaceId, user, role);
  return { user, ctx: await enterWorkspace(user, workspaceId), userId: user.user.userId, email: user.user.email };
}

export async function joinMany(world: TestWorld, workspaceId: string, role: Role, count: number): Promise<Person[]> {
  const people: Person[] = [];
  while (people.length < count) people.push(await join(world, workspaceId, role));
  return people;
}

/** A company with one person of each role. */
export async function createStaff(world: TestWorld, name?: string): Promise<Staff> {
  const company = await world.company(name);
  return {
    ...company,
    admin: await join(world, company.workspaceId, "admin"),
    member: await join(world, company.workspaceId, "member"),
    ownerId: userIdOf(company.owner),
    viewerId: userIdOf(company.viewer),
  };
}

export async function rolesOf(world: TestWorld, workspaceId: string): Promise<Record<string, string>> {
  const { rows } = await world.admin.query<{ user_id: string; role: string }>(
    "select user_id, role from user_workspaces where workspace_id = $1",
    [workspaceId],
  );
  return Object.fromEntries(rows.map(({ user_id, role }) => [user_id, role]));
}

type AuditLine = {
  action: string;
  actor_id: string | null;
  target_id: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

export async function auditOf(world: TestWorld, workspaceId: string): Promise<AuditLine[]> {
  const { rows } = await world.admin.query<AuditLine>(
    "select action, actor_id, target_id, before, after from governance_audit_log where workspace_id = $1 order by seq",
    [workspaceId],
  );
  return rows;
}

/** The state that a refusal must not change: members, invitations, ledger, audit log and queue. */
export async function snapshot(world: TestWorld, workspaceId: string): Promise<unknown> {
  const { rows } = await world.admin.query(
    "select id, email, role, expires_at, accepted_at, revoked_at, mail_number from workspace_invites where workspace_id = $1 order by id",
    [workspaceId],
  );
  return {
    roles: await rolesOf(world, workspaceId),
    invites: rows,
    ledger: await world.ledger(workspaceId),
    audit: await auditOf(world, workspaceId),
    jobs: await world.jobs(workspaceId),
  };
}

/** The token of an invitation's link, which only the mail has. */
export async function tokenOf(world: TestWorld, inviteId: string): Promise<string> {
  const { rows } = await world.admin.query<{ workspace_id: string; token_encrypted: string }>(
    "select workspace_id, token_encrypted from workspace_invites where id = $1",
    [inviteId],
  );
  return decrypt(rows[0]?.workspace_id ?? "", rows[0]?.token_encrypted ?? "");
}

/** A new person with an open invitation. */
export async function invited(
  world: TestWorld,
  by: WorkspaceCtx,
  role: Role = "member",
): Promise<{ user: UserCtx; invite: Invite; token: string }> {
  const user = world.user();
  const invite = await inviteMember(by, { email: user.user.email, role });
  return { user, invite, token: await tokenOf(world, invite.id) };
}
