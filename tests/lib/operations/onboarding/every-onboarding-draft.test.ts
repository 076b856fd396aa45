import { afterAll, beforeAll, expect, test } from "vitest";
import { forgetOnboardingDraft } from "@/lib/operations/onboarding/forget-onboarding-draft";
import { listOnboardingDrafts } from "@/lib/operations/onboarding/list-onboarding-drafts";
import { saveOnboardingDraft } from "@/lib/operations/onboarding/save-onboarding-draft";
import { SaveOnboardingDraft } from "@/lib/operations/onboarding/schemas";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { createStaff } from "../../foundation/members/members-world";
import { createTestWorld, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
beforeAll(async () => {
  world = await createTestWorld();
});
afterAll(() => world.close());

const draft = (typed: object, more: object = {}): SaveOnboardingDraft =>
  SaveOnboardingDraft.parse({ part: "brand", revision: null, read: {}, typed, ...more });

async function kept(ctx: WorkspaceCtx, input: SaveOnboardingDraft): Promise<string> {
  const saved = await saveOnboardingDraft(ctx, input);
  return saved?.revision ?? "none";
}

test("typed answers are there for the same person in any browser, unfinished as they are, and change nothing", async () => {
  const { owner, workspaceId } = await world.company();
  const before = await world.ledger(workspaceId);
  await kept(owner, draft({ sender_email: "maya@", description: "Bread and ca" }, { read: { description: "Bread" } }));
  const window = { days: [1, 6], from: "09:00", to: "1" };
  await kept(owner, draft({ send_window: window, daily_limit: "" }, { part: "infrastructure" }));
  const drafts = await listOnboardingDrafts(owner);
  expect(drafts).toMatchObject([
    { part: "brand", read: { description: "Bread" }, typed: { sender_email: "maya@", description: "Bread and ca" } },
    { part: "infrastructure", typed: { send_window: window, daily_limit: "" } },
  ]);
  // Forms compare the members of an object in their order.
  expect(JSON.stringify(drafts[1]?.typed.send_window)).toBe(JSON.stringify(window));
  expect(await world.ledger(workspaceId)).toEqual(before);
});

test("two tabs: the second is told what the first kept, and takes its place once it has seen it", async () => {
  const { owner } = await world.company();
  const revision = await kept(owner, draft({ tone: "Short" }));
  await expect(saveOnboardingDraft(owner, draft({ tone: "Long" }))).rejects.toMatchObject({
    kind: "conflict",
    code: "onboarding_draft.stale",
    details: { draft: { revision, typed: { tone: "Short" } } },
  });
  const next = await kept(owner, draft({ tone: "Long" }, { revision }));
  expect(next).not.toBe(revision);
  await expect(saveOnboardingDraft(owner, draft({ tone: "Longer" }, { revision }))).rejects.toMatchObject({
    details: { draft: { revision: next, typed: { tone: "Long" } } },
  });
});

test("of two tabs that type at the same moment one is told", async () => {
  const { owner } = await world.company();
  const both = await Promise.allSettled([
    saveOnboardingDraft(owner, draft({ tone: "Short" })),
    saveOnboardingDraft(owner, draft({ tone: "Long" })),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
});

test("the same text again is no conflict, so that a lost answer may be asked for once more", async () => {
  const { owner } = await world.company();
  const revision = await kept(owner, draft({ tone: "Short" }));
  expect(await kept(owner, draft({ tone: "Short" }))).toBe(revision);
  expect(await saveOnboardingDraft(owner, draft({}, { revision }))).toBeNull();
  expect(await saveOnboardingDraft(owner, draft({}, { revision }))).toBeNull();
  expect(await listOnboardingDrafts(owner)).toEqual([]);
});

test("each member has their own; a viewer, a key and a stranger have none here", async () => {
  const {
    owner,
    viewer,
    admin: { ctx: admin },
  } = await createStaff(world);
  const key: WorkspaceCtx = {
    ...owner,
    actor: { type: "key", keyId: "key-1", permissions: new Set(["onboarding.write", "onboarding.read"]) },
  };
  await kept(owner, draft({ tone: "Mine" }));
  await kept(admin, draft({ tone: "Theirs" }));
  expect(await listOnboardingDrafts(owner)).toMatchObject([{ typed: { tone: "Mine" } }]);
  expect(await listOnboardingDrafts(admin)).toMatchObject([{ typed: { tone: "Theirs" } }]);
  await expect(saveOnboardingDraft(viewer, draft({ tone: "x" }))).rejects.toMatchObject({ code: "permission.missing" });
  await expect(saveOnboardingDraft(key, draft({ tone: "x" }))).rejects.toMatchObject({ code: "workspace.forbidden" });
  expect([await listOnboardingDrafts(viewer), await listOnboardingDrafts(key)]).toEqual([[], []]);
});

test("the draft of one part is forgotten, once or twice; a viewer may not ask for it", async () => {
  const { owner, viewer } = await world.company();
  await kept(owner, draft({ tone: "Mine" }));
  await kept(owner, draft({ daily_limit: "5" }, { part: "infrastructure" }));
  await forgetOnboardingDraft(owner, "brand");
  await forgetOnboardingDraft(owner, "brand");
  expect(await listOnboardingDrafts(owner)).toMatchObject([{ part: "infrastructure" }]);
  await expect(forgetOnboardingDraft(viewer, "brand")).rejects.toMatchObject({ code: "permission.missing" });
});

test("a draft goes with the membership of its writer", async () => {
  const { owner, workspaceId } = await world.company();
  await kept(owner, draft({ tone: "Mine" }));
  await world.admin.query("delete from public.user_workspaces where workspace_id = $1 and role = 'owner'", [
    workspaceId,
  ]);
  const { rows } = await world.admin.query("select from genesis.onboarding_drafts where workspace_id = $1", [
    workspaceId,
  ]);
  expect(rows).toEqual([]);
});

test.each([
  ["password", "credentials", { host: "smtp.example.com", password: "hunter2" }],
  ["reply_password", "credentials", { reply_password: "hunter2" }],
  ["user", "credentials", { user: "maya@example.com" }],
  ["api_key", "credentials", { api_key: "sk-1" }],
  ["password", "brand", { password: "hunter2" }],
  ["anything", "infrastructure", { anything: "x" }],
  ["token", "calendar", { token: "calendly-token" }],
  ["anything", "machine", { anything: "x" }],
])("%s of the part %s is not kept: fields are kept by name, and no secret is among them", (_, part, typed) => {
  expect(SaveOnboardingDraft.safeParse({ part, revision: null, read: {}, typed }).success).toBe(false);
  expect(SaveOnboardingDraft.safeParse({ part, revision: null, read: typed, typed: {} }).success).toBe(false);
});

test("the database refuses a secret as well", async () => {
  const { owner, workspaceId } = await world.company();
  await kept(owner, draft({ host: "smtp.example.com" }, { part: "credentials" }));
  await expect(
    world.admin.query(
      `update genesis.onboarding_drafts set typed = '{"password": "hunter2"}' where workspace_id = $1`,
      [workspaceId],
    ),
  ).rejects.toMatchObject({ code: "23514" });
});

test("the largest draft that is taken can be stored, in the widest letters; a larger one is refused by name", async () => {
  const { owner } = await world.company();
  const fields = ["company_name", "description", "services", "audience", "problem", "proof", "offer", "tone"];
  const filled = (letter: string, length: number): object =>
    Object.fromEntries(fields.map((field) => [field, letter.repeat(length)]));
  for (const [letter, length] of [
    ["あ", 4_900],
    ["\u0001", 800],
  ] as const)
    await kept((await world.company()).owner, draft(filled(letter, length), { read: filled(letter, length) }));
  expect(SaveOnboardingDraft.safeParse({ ...draft({}), typed: filled("a", 5_000) }).success).toBe(false);
  expect(SaveOnboardingDraft.safeParse({ ...draft({}), typed: { tone: "a".repeat(5_001) } }).success).toBe(false);
  expect(await listOnboardingDrafts(owner)).toEqual([]);
});
