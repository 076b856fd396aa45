import { afterAll, beforeAll, expect, test } from "vitest";
import { authenticateKey } from "@/lib/foundation/credentials/authenticate-key";
import { authenticateProjectKey } from "@/lib/foundation/credentials/authenticate-project-key";
import { authenticateWebhook } from "@/lib/foundation/credentials/authenticate-webhook";
import { createKey } from "@/lib/foundation/credentials/create-key";
import { rotateProjectKey } from "@/lib/foundation/credentials/rotate-project-key";
import { rotateWebhookToken } from "@/lib/foundation/credentials/rotate-webhook-token";
import { findInvite } from "@/lib/foundation/members/find-invite";
import { inviteMember } from "@/lib/foundation/members/invite-member";
import { removeMember } from "@/lib/foundation/members/remove-member";
import { changeRole } from "@/lib/foundation/members/change-role";
import { freezeAccess } from "@/lib/foundation/workspaces/freeze-access";
import { unfreezeAccess } from "@/lib/foundation/workspaces/unfreeze-access";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withTransaction } from "@/lib/platform/transaction";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";
import { createStaff, tokenOf, type Staff } from "../members/members-world";

let world: TestWorld;
let staff: Staff;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const ROUNDS = 8;
const AT_ONCE = 12;

type Kind = {
  name: string;
  /** Issues one as somebody and answers its plain text. */
  issue: (ctx: WorkspaceCtx) => Promise<string>;
  /** Whether a plain text still lets somebody in. */
  opens: (text: string) => Promise<boolean>;
};
const opened = (entering: Promise<unknown>): Promise<boolean> =>
  entering.then(
    () => true,
    () => false,
  );
const KEYS: Kind = {
  name: "API keys",
  issue: async (ctx) => (await createKey(ctx, { name: "k", scopes: ["leads.read"], expires_in_days: null })).key,
  opens: (text) => opened(authenticateKey(world.system(), text)),
};
const TOKENS: Kind = {
  name: "webhook tokens",
  issue: async (ctx) => (await rotateWebhookToken(ctx, { overlap_hours: 24 })).token,
  opens: (text) => opened(authenticateWebhook(world.system(), text)),
};
const SECRET_KEYS: Kind = {
  name: "secret website keys",
  issue: async (ctx) => (await rotateProjectKey(ctx, { projectId: staff.projectId, kind: "secret" })).key,
  opens: (key) =>
    opened(authenticateProjectKey(world.system(), { key, projectId: staff.projectId, kinds: ["secret"] })),
};
const INVITES: Kind = {
  name: "invitations",
  issue: async (ctx) =>
    tokenOf(world, (await inviteMember(ctx, { email: `${crypto.randomUUID()}@example.com`, role: "viewer" })).id),
  opens: async (token) => (await findInvite(world.user(), token))?.state === "open",
};

/** Issues many as one actor while `ends` happens somewhere among them; the plain texts that were given out. */
async function issuedAround(kind: Kind, ctx: WorkspaceCtx, ends: () => Promise<unknown>): Promise<string[]> {
  const issues = Array.from({ length: AT_ONCE }, () => kind.issue(ctx));
  const [ended] = await Promise.allSettled([ends(), ...issues]);
  expect(ended.status).toBe("fulfilled");
  const given = await Promise.allSettled(issues);
  return given.flatMap((issue) => (issue.status === "fulfilled" ? [issue.value] : []));
}
const openOf = async ({ opens }: Kind, texts: string[]): Promise<number> =>
  (await Promise.all(texts.map(opens))).filter(Boolean).length;

test.each([KEYS, TOKENS, SECRET_KEYS, INVITES])(
  "$name that an admin keeps issuing while an owner removes them are all over afterwards",
  async (kind) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      staff = await createStaff(world);
      const { owner, admin } = staff;
      const given = await issuedAround(kind, admin.ctx, () => removeMember(owner, { userId: admin.userId }));
      expect(await openOf(kind, given)).toBe(0);
    }
  },
);

test.each([KEYS, TOKENS, SECRET_KEYS, INVITES])(
  "$name that an admin keeps issuing while an owner demotes them are all over afterwards",
  async (kind) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      staff = await createStaff(world);
      const { owner, admin } = staff;
      const demotion = { userId: admin.userId, role: "viewer" } as const;
      const key = kind === KEYS ? { ...kind, issue: issueWritingKey } : kind;
      const given = await issuedAround(key, admin.ctx, () => changeRole(owner, demotion));
      expect(await openOf(kind, given)).toBe(0);
    }
  },
);
/** A key that a viewer may not have. */
const issueWritingKey = async (ctx: WorkspaceCtx): Promise<string> =>
  (await createKey(ctx, { name: "k", scopes: ["leads.write"], expires_in_days: null })).key;

test.each([KEYS, TOKENS])("$name made in the moment of a freeze open nothing after it is lifted", async (kind) => {
  for (let round = 0; round < ROUNDS; round += 1) {
    staff = await createStaff(world);
    const asOperator = { ...staff.job, whileFrozen: true } as const;
    const given = await issuedAround(kind, staff.owner, () =>
      withTransaction(asOperator, (tx) => freezeAccess(tx, "abuse")),
    );
    await withTransaction(asOperator, (tx) => unfreezeAccess(tx));
    expect(await openOf(kind, given)).toBe(0);
  }
});

test("25 secret keys of one company asked for at once: each is answered, and exactly one works", async () => {
  staff = await createStaff(world);
  const given = await Promise.all(Array.from({ length: 25 }, () => SECRET_KEYS.issue(staff.owner)));
  expect(await openOf(SECRET_KEYS, given)).toBe(1);
});
