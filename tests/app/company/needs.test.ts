import { expect, test } from "vitest";
import { needsOf } from "@/app/(app)/companies/[projectId]/_components/needs";
import type { CampaignChoice } from "@/app/_ui/campaign-choice";
import type { Approval } from "@/lib/company/approvals/schemas";
import type { Task } from "@/lib/company/tasks/schemas";
import { peopleContacted } from "@/app/(app)/companies/[projectId]/dashboard/_components/people-contacted";

const campaign = (more: Partial<CampaignChoice>): CampaignChoice => ({
  id: "c1",
  name: "Spring",
  status: "active",
  campaign_group_id: "g1",
  failure: null,
  mailed: true,
  awaiting_approval: 0,
  unknown: 0,
  ...more,
});

const NOTHING = { approvals: [], tasks: [] };

test("nothing waits in a company that needs nobody", () => {
  expect(needsOf({ campaigns: [campaign({})], unreadReplies: 0, ...NOTHING })).toEqual([]);
});

test("problems come first, then unknown sends, replies and drafts, each leading to where it is done", () => {
  const campaigns = [
    campaign({ awaiting_approval: 17, unknown: 1 }),
    campaign({ id: "c2", name: "Autumn", status: "paused", failure: "535 authentication failed" }),
  ];
  expect(needsOf({ campaigns, unreadReplies: 2, ...NOTHING }).map(({ text, path }) => [text, path])).toEqual([
    ["“Autumn” is paused", "/campaigns/c2"],
    ["Say what became of 1 email of “Spring”", "/campaigns/c1"],
    ["Read 2 replies", "/replies"],
    ["Review 17 drafts of “Spring”", "/campaigns/c1/drafts"],
  ]);
});

const proposal = (state: Approval["state"], title: string, why: string | null = null) =>
  ({ id: title, title, state, why }) as Approval;

test("claims that are not true come before open questions, and those before decisions and tasks", () => {
  const approvals = [
    proposal("pending", "Email Lena"),
    proposal("unknown", "Deploy the site"),
    proposal("contradicted", "Email Kim", "It bounced."),
  ];
  const tasks = [{ id: "t1", title: "Call the bank", why: null } as Task];
  const needs = needsOf({ campaigns: [campaign({ failure: "535" })], unreadReplies: 0, approvals, tasks });
  expect(needs.map(({ text, detail, path }) => [text, detail, path])).toEqual([
    ["“Email Kim” was reported as done, and is not", "It bounced.", "/approvals/Email Kim"],
    ["“Spring” cannot send", "535", "/campaigns/c1"],
    ["Say whether this happened: “Deploy the site”", undefined, "/approvals/Deploy the site"],
    ["Decide: Email Lena", undefined, "/approvals/Email Lena"],
    ["Call the bank", undefined, "/tasks/t1"],
  ]);
});

test.each(["archived", "completed"] as const)("a campaign that is %s asks for nothing", (status) => {
  expect(
    needsOf({
      campaigns: [campaign({ status, awaiting_approval: 3, failure: "x", unknown: 2 })],
      unreadReplies: 0,
      ...NOTHING,
    }),
  ).toEqual([]);
});

const step = (number: number, sends: number) => ({ step: number, sends, replies: 0, opt_outs: 0, bounces: 0 });

test("follow-ups reach nobody new: the rate's base is the people, not the emails", () => {
  expect(peopleContacted(45, [step(1, 15), step(2, 15), step(3, 15)])).toBe(15);
  expect(peopleContacted(8, [step(1, 7)])).toBe(8);
  expect(peopleContacted(0, [])).toBe(0);
});
