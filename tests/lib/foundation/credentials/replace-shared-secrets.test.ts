import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { authenticateProjectKey } from "@/lib/foundation/credentials/authenticate-project-key";
import { authenticateWebhook } from "@/lib/foundation/credentials/authenticate-webhook";
import { revealWebhookToken } from "@/lib/foundation/credentials/reveal-webhook-token";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { changeRole } from "@/lib/foundation/members/change-role";
import { leaveWorkspace } from "@/lib/foundation/members/leave-workspace";
import { removeMember } from "@/lib/foundation/members/remove-member";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { auditOf, createStaff, type Staff } from "../members/members-world";

let world: TestWorld;
let staff: Staff;
/** Tokens that an administrator rotated, the older ones in their overlap, and the secret key of the company. */
let known: { tokens: string[]; secretKey: string };
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  staff = await createStaff(world);
  const { ctx } = staff.admin;
  const tokens: string[] = [];
  while (tokens.length < 3) tokens.push((await rotateWebhookToken(ctx, { overlap_hours: 24 })).token);
  known = { tokens, secretKey: (await rotateProjectKey(ctx, { projectId: staff.projectId, kind: "secret" })).key };
});
afterAll(() => world.close());

const opens = async (token: string): Promise<boolean> =>
  authenticateWebhook(world.system(), token).then(
    () => true,
    () => false,
  );
const keyOpens = async (key: string): Promise<boolean> =>
  authenticateProjectKey(world.system(), { key, projectId: staff.projectId, kinds: ["secret"] }).then(
    () => true,
    () => false,
  );
const stillOpen = async (): Promise<boolean[]> => [
  ...(await Promise.all(known.tokens.map(opens))),
  await keyOpens(known.secretKey),
];
const lastLine = async (): Promise<string | undefined> => (await world.ledger(staff.workspaceId)).at(-1)?.message;
const lastAudit = async () => (await auditOf(world, staff.workspaceId)).at(-1);

const ENDS = [
  ["removing", () => removeMember(staff.owner, { userId: staff.admin.userId }), "was removed"],
  ["demoting", () => changeRole(staff.owner, { userId: staff.admin.userId, role: "member" }), "is now member"],
] as const;

test.each(ENDS)(
  "%s an admin replaces every secret they could see, at once, unless told otherwise",
  async (_how, end, said) => {
    const { exposure, new_secrets } = await end();
    expect(exposure).toBe("rotated");
    expect(await stillOpen()).toEqual([false, false, false, false]);
    expect(await opens(new_secrets?.webhook_token ?? "")).toBe(true);
    expect(await revealWebhookToken(staff.job)).toBe(new_secrets?.webhook_token);
    expect(new_secrets?.secret_keys.map(({ project_id }) => project_id)).toEqual([staff.projectId]);
    expect(await keyOpens(new_secrets?.secret_keys[0]?.key ?? "")).toBe(true);
    expect(await lastLine()).toMatch(new RegExp(`${said}.*The webhook token and the secret keys were replaced\\.$`));
    const audit = await lastAudit();
    expect(audit?.after).toMatchObject({ exposure: "rotated" });
    expect(JSON.stringify(audit)).not.toContain(new_secrets?.webhook_token);
    expect((await world.jobs(staff.workspaceId)).map(({ name }) => name)).toContain("ignition.refresh_credentials");
  },
);

test.each([
  ["removal", () => removeMember(staff.owner, { userId: staff.admin.userId, secrets: "keep" })],
  ["demotion", () => changeRole(staff.owner, { userId: staff.admin.userId, role: "viewer", secrets: "keep" })],
] as const)("a %s that keeps the secrets says so in the ledger and the audit log", async (_how, end) => {
  expect(await end()).toMatchObject({ exposure: "kept", new_secrets: null });
  expect(await stillOpen()).toEqual([true, true, true, true]);
  expect(await lastLine()).toContain("secret keys they could see were kept");
  expect((await lastAudit())?.after).toMatchObject({ exposure: "kept" });
});

test("an admin who leaves takes no secret along, and the workspace is notified", async () => {
  expect(await leaveWorkspace(staff.admin.ctx)).toMatchObject({ exposure: "rotated", new_secrets: null });
  expect(await stillOpen()).toEqual([false, false, false, false]);
  const { rows } = await world.admin.query("select type, title from notifications where workspace_id = $1", [
    staff.workspaceId,
  ]);
  expect(rows).toEqual([{ type: "secrets.replaced", title: expect.stringContaining(`${staff.admin.email} left`) }]);
});

test("an admin who demotes themselves is not shown the new secrets", async () => {
  const { ctx, userId } = staff.admin;
  expect(await changeRole(ctx, { userId, role: "viewer" })).toMatchObject({ exposure: "rotated", new_secrets: null });
  expect(await stillOpen()).toEqual([false, false, false, false]);
});

test.each([
  ["a member", () => removeMember(staff.owner, { userId: staff.member.userId })],
  ["a viewer", () => removeMember(staff.owner, { userId: staff.viewerId })],
  ["an admin who becomes owner", () => changeRole(staff.owner, { userId: staff.admin.userId, role: "owner" })],
] as const)("%s saw no secret that ends: nothing is replaced", async (_who, change) => {
  expect(await change()).toMatchObject({ exposure: "unseen", new_secrets: null });
  expect(await stillOpen()).toEqual([true, true, true, true]);
});
