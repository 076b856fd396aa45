import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withTransaction } from "@/lib/platform/transaction";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import { listInvites } from "@/lib/foundation/members/list-invites";
import { listKeys } from "@/lib/foundation/credentials/list-keys";
import type { Role } from "@/lib/foundation/access/schemas";
import { getMember } from "@/lib/foundation/members/member-rules";
import type { Member } from "@/lib/foundation/members/schemas";
import { withdrawAccess } from "@/lib/foundation/members/withdraw-access";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { createStaff, type Staff } from "./members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
  const key = { expires_in_days: null } as const;
  await createKey(staff.owner, { ...key, name: "reads", scopes: ["leads.read"] });
  await createKey(staff.owner, { ...key, name: "writes", scopes: ["leads.read", "leads.write"] });
  await createKey(staff.owner, { ...key, name: "launches", scopes: ["ignition.launch"] });
  await createKey(staff.admin.ctx, { ...key, name: "another person's", scopes: ["ignition.launch"] });
  await inviteMember(staff.owner, { email: "o@example.com", role: "owner" });
  await inviteMember(staff.owner, { email: "v@example.com", role: "viewer" });
  await inviteMember(staff.admin.ctx, { email: "other@example.com", role: "admin" });
});
afterAll(() => world.close());

const getMemberOf = (userId: string): Promise<Member> => withTransaction(staff.owner, (tx) => getMember(tx, userId));

test.each<[Role | null, string[], string[], string]>([
  ["owner", [], [], "unseen"],
  ["admin", [], ["o"], "unseen"],
  ["member", ["launches"], ["o", "v"], "kept"],
  ["viewer", ["launches", "writes"], ["o", "v"], "kept"],
  [null, ["launches", "reads", "writes"], ["o", "v"], "kept"],
])(
  "as %s, an owner's keys %j and invitations of %j end and no others; exposure: %s",
  async (role, keys, invites, exposure) => {
    const member = await getMemberOf(staff.ownerId);
    const { ended: withdrawn, newSecrets } = await withTransaction(staff.owner, (tx) =>
      withdrawAccess(tx, { member, role, secrets: "keep" }),
    );
    expect(newSecrets).toBeNull();
    expect(withdrawn).toEqual({ revoked_keys: keys.length, revoked_invites: invites.length, exposure });
    const ended = (await listKeys(staff.owner)).filter(({ revoked_at }) => revoked_at !== null);
    expect(ended.map(({ name }) => name).toSorted()).toEqual(keys);
    const { data } = await listInvites(staff.owner, { limit: 10 });
    const revoked = data.filter(({ state }) => state === "revoked");
    expect(revoked.map(({ email }) => email.split("@")[0]).toSorted()).toEqual(invites);
    const lines = await world.ledger(staff.workspaceId);
    expect(lines.filter(({ event_type }) => event_type.endsWith("_revoked"))).toHaveLength(
      keys.length + invites.length,
    );
  },
);
