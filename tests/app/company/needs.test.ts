import { expect, test } from "vitest";
import { needsOf } from "@/app/(app)/companies/[projectId]/_components/needs";
import type { CampaignChoice } from "@/app/(app)/companies/[projectId]/_components/campaign-choice";
import { peopleContacted } from "@/app/(app)/companies/[projectId]/_components/people-contacted";

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

test("nothing waits in a company that needs nobody", () => {
  expect(needsOf({ campaigns: [campaign({})], unreadReplies: 0 })).toEqual([]);
});

test("problems come first, then unknown sends, replies and drafts, each leading to where it is done", () => {
  const campaigns = [
    campaign({ awaiting_approval: 17, unknown: 1 }),
    campaign({ id: "c2", name: "Autumn", status: "paused", failure: "535 authentication failed" }),
  ];
  expect(needsOf({ campaigns, unreadReplies: 2 }).map(({ text, path }) => [text, path])).toEqual([
    ["“Autumn” is paused", "/campaigns/c2"],
    ["Say what became of 1 email of “Spring”", "/campaigns/c1"],
    ["Read 2 replies", "/replies"],
    ["Review 17 drafts of “Spring”", "/campaigns/c1/drafts"],
  ]);
});

test.each(["archived", "completed"] as const)("a campaign that is %s asks for nothing", (status) => {
  expect(
    needsOf({ campaigns: [campaign({ status, awaiting_approval: 3, failure: "x", unknown: 2 })], unreadReplies: 0 }),
  ).toEqual([]);
});

const step = (number: number, sends: number) => ({ step: number, sends, replies: 0, opt_outs: 0, bounces: 0 });

test("follow-ups reach nobody new: the rate's base is the people, not the emails", () => {
  expect(peopleContacted(45, [step(1, 15), step(2, 15), step(3, 15)])).toBe(15);
  expect(peopleContacted(8, [step(1, 7)])).toBe(8);
  expect(peopleContacted(0, [])).toBe(0);
});
