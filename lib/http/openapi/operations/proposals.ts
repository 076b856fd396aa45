import { z } from "zod";
import { OfferedAction } from "@/lib/autopilot/actions/schemas";
import {
  Approval,
  ApprovalDetail,
  ApprovalRef,
  BatchAnswer,
  DecideApproval,
  DecideBatch,
  ListApprovalsQuery,
  ProposeAction,
  TellOutcome,
} from "@/lib/company/approvals/schemas";
import { ProjectRef } from "@/lib/company/projects/schemas";
import { Trace } from "@/lib/company/receipts/schemas";
import type { Operation } from "../operation";

const TAG = "Approvals, receipts and tasks" as const;
const Actions = z.object({ data: z.array(OfferedAction), next_cursor: z.null() }).meta({ id: "ActionList" });
const ApprovalPage = z
  .object({
    data: z.array(Approval),
    next_cursor: z.string().nullable(),
    counts: z.object({ needs_you: z.number().int(), queued: z.number().int() }),
  })
  .meta({ id: "ApprovalPage" });

const NOT_FOUND = { 404: "approval.not_found" };
const PERSON = "approval.person_needed: an API key proposes and never decides.";

export const PROPOSAL_OPERATIONS: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/projects/[projectId]/actions",
    tag: TAG,
    summary: "List the actions that can be proposed",
    notes: "`input_schema` is the JSON Schema of the payload.",
    who: "member_of_project",
    input: { params: ProjectRef },
    status: 200,
    answer: Actions,
    permission: "approvals.read",
    examples: () => ({ all: { summary: "Every kind" } }),
  },
  {
    method: "GET",
    path: "/api/projects/[projectId]/approvals",
    tag: TAG,
    summary: "List proposals",
    notes: "Newest first. `counts` says how many need a decision and how many are under way.",
    who: "member_of_project",
    input: { params: ProjectRef, query: ListApprovalsQuery },
    status: 200,
    answer: ApprovalPage,
    permission: "approvals.read",
    examples: () => ({
      open: {
        summary: "Those that need you",
        query: { tab: "needs_you" },
        answer: { data: [], next_cursor: null, counts: { needs_you: 0, queued: 0 } },
      },
    }),
  },
  {
    method: "POST",
    path: "/api/projects/[projectId]/approvals",
    tag: TAG,
    summary: "Propose an action",
    notes:
      "The exact effect is worked out, sealed under a hash, and waits for a person's decision. While a proposal with the same `dedupe_key` is open, that one is answered.",
    who: "member_of_project",
    input: { params: ProjectRef, body: ProposeAction },
    status: 201,
    answer: Approval,
    permission: "approvals.write",
    refusals: {
      422: "action.unknown: there is no such kind · approval.suppressed: the same was denied, or left undecided twice, in the last 90 days · email.foreign_words: by an API key, an email with words of another person’s email, whom it does not go to",
    },
    examples: ({ campaignId: campaign_id }) => ({
      pause: { summary: "Pause a campaign", body: { action_type: "campaign.pause", payload: { campaign_id } } },
    }),
  },
  {
    method: "POST",
    path: "/api/projects/[projectId]/approvals/decide-batch",
    tag: TAG,
    summary: "Decide several proposals",
    notes: "Each is decided by itself and by the version that was read; `items` says what became of each.",
    who: "member_of_project",
    input: { params: ProjectRef, body: DecideBatch },
    status: 200,
    answer: BatchAnswer,
    permission: "approvals.decide",
    refusals: { 403: PERSON },
    examples: ({ approvalId: id }) => ({
      one: { summary: "Approve one", body: { items: [{ id, version: 1, decision: "approved" }] } },
    }),
  },
  {
    method: "GET",
    path: "/api/approvals/[approvalId]",
    tag: TAG,
    summary: "Read a proposal",
    notes: "Each version with the bytes that its hash covers, and each attempt at carrying it out.",
    who: "member",
    input: { params: ApprovalRef },
    status: 200,
    answer: ApprovalDetail,
    permission: "approvals.read",
    refusals: NOT_FOUND,
    examples: ({ workspaceId: workspace_id }) => ({ one: { summary: "One proposal", query: { workspace_id } } }),
  },
  {
    method: "POST",
    path: "/api/approvals/[approvalId]/decide",
    tag: TAG,
    summary: "Decide a proposal",
    notes:
      "`approved` carries it out after its undo window. `denied` and `revised` also take an approval back until it has begun. `revised` with a `payload` writes the next version, which waits for its own decision.",
    who: "member",
    input: { params: ApprovalRef, body: DecideApproval },
    status: 200,
    answer: Approval,
    permission: "approvals.decide",
    refusals: {
      ...NOT_FOUND,
      403: PERSON,
      409: "approval.changed: there is another version · approval.decided · approval.expired · approval.revised",
    },
    examples: ({ workspaceId: workspace_id }) => ({
      approve: { summary: "Approve", query: { workspace_id }, body: { decision: "approved", version: 1 } },
      deny: { summary: "Deny", query: { workspace_id }, body: { decision: "denied", version: 1, note: "Not now." } },
    }),
  },
  {
    method: "POST",
    path: "/api/approvals/[approvalId]/retry",
    tag: TAG,
    summary: "Try an action again",
    notes: "The same bytes, under the same idempotency key.",
    who: "member",
    input: { params: ApprovalRef },
    status: 200,
    answer: Approval,
    permission: "approvals.decide",
    refusals: { ...NOT_FOUND, 403: PERSON, 409: "approval.not_failed · approval.expired" },
    examples: ({ workspaceId: workspace_id }) => ({ again: { summary: "Try again", query: { workspace_id } } }),
  },
  {
    method: "POST",
    path: "/api/approvals/[approvalId]/outcome",
    tag: TAG,
    summary: "Say whether an action happened",
    notes:
      "For an outcome that could not be looked up. The checker looks at an action that is said to have happened as at any other.",
    who: "member",
    input: { params: ApprovalRef, body: TellOutcome },
    status: 200,
    answer: Approval,
    permission: "approvals.decide",
    refusals: { ...NOT_FOUND, 403: PERSON, 409: "approval.not_unknown" },
    examples: ({ workspaceId: workspace_id }) => ({
      yes: { summary: "It happened", query: { workspace_id }, body: { happened: true } },
    }),
  },
  {
    method: "POST",
    path: "/api/approvals/[approvalId]/undo",
    tag: TAG,
    summary: "Propose to take an action back",
    notes: "Answers with the proposal that would undo it; it needs its own approval.",
    who: "member",
    input: { params: ApprovalRef },
    status: 201,
    answer: Approval,
    permission: "approvals.write",
    refusals: { ...NOT_FOUND, 422: "action.no_undo" },
    examples: ({ workspaceId: workspace_id }) => ({ undo: { summary: "Take it back", query: { workspace_id } } }),
  },
  {
    method: "GET",
    path: "/api/approvals/[approvalId]/trace",
    tag: TAG,
    summary: "Trace a proposal",
    notes: "Recommendation, task, approval, attempts and receipt, and the ledger lines about any of them.",
    who: "member",
    input: { params: ApprovalRef },
    status: 200,
    answer: Trace,
    permission: "approvals.read",
    refusals: NOT_FOUND,
    examples: ({ workspaceId: workspace_id }) => ({ one: { summary: "One trace", query: { workspace_id } } }),
  },
];
