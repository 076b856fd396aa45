import { z } from "zod";
import { ProjectRef } from "@/lib/company/projects/schemas";
import {
  ListReceiptsQuery,
  Receipt,
  ReceiptDetail,
  ReceiptRef,
  TaskDetail,
  VerifiedRatio,
} from "@/lib/company/receipts/schemas";
import { ChangeTask, CreateTask, ListTasksQuery, Task, TaskRef } from "@/lib/company/tasks/schemas";
import type { Operation } from "../operation";

const TAG = "Approvals, receipts and tasks" as const;
const ReceiptPage = z
  .object({ data: z.array(Receipt), next_cursor: z.string().nullable(), ratios: z.array(VerifiedRatio) })
  .meta({ id: "ReceiptPage" });
const TaskPage = z.object({ data: z.array(Task), next_cursor: z.string().nullable() }).meta({ id: "TaskPage" });

export const RECEIPT_OPERATIONS: readonly Operation[] = [
  {
    method: "GET",
    path: "/api/projects/[projectId]/receipts",
    tag: TAG,
    summary: "List receipts",
    notes:
      "Newest first. `ratios` counts, for each kind of action and each origin of it, how many of those with a verdict were verified.",
    who: "member_of_project",
    input: { params: ProjectRef, query: ListReceiptsQuery },
    status: 200,
    answer: ReceiptPage,
    permission: "approvals.read",
    examples: () => ({
      untrue: {
        summary: "Claimed, and not true",
        query: { verdict: "contradicted" },
        answer: { data: [], next_cursor: null, ratios: [] },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/receipts/[receiptId]",
    tag: TAG,
    summary: "Read a receipt",
    notes: "Each look of the checker with its evidence.",
    who: "member",
    input: { params: ReceiptRef },
    status: 200,
    answer: ReceiptDetail,
    permission: "approvals.read",
    refusals: { 404: "receipt.not_found" },
    examples: ({ workspaceId: workspace_id }) => ({ one: { summary: "One receipt", query: { workspace_id } } }),
  },
  {
    method: "POST",
    path: "/api/receipts/[receiptId]/recheck",
    tag: TAG,
    summary: "Check a receipt now",
    notes: "Answers with the verdict of this look.",
    who: "member",
    input: { params: ReceiptRef },
    status: 200,
    answer: Receipt,
    permission: "approvals.write",
    refusals: { 404: "receipt.not_found" },
    examples: ({ workspaceId: workspace_id }) => ({ now: { summary: "Look now", query: { workspace_id } } }),
  },
  {
    method: "GET",
    path: "/api/projects/[projectId]/tasks",
    tag: TAG,
    summary: "List tasks",
    notes: "Newest first.",
    who: "member_of_project",
    input: { params: ProjectRef, query: ListTasksQuery },
    status: 200,
    answer: TaskPage,
    permission: "tasks.read",
    examples: () => ({
      running: { summary: "Those under way", query: { tab: "running" }, answer: { data: [], next_cursor: null } },
    }),
  },
  {
    method: "POST",
    path: "/api/projects/[projectId]/tasks",
    tag: TAG,
    summary: "Create a task",
    notes: "A person's own task is accepted at once; one from an API key is proposed first.",
    who: "member_of_project",
    input: { params: ProjectRef, body: CreateTask },
    status: 201,
    answer: Task,
    permission: "tasks.write",
    examples: () => ({
      page: {
        summary: "With evidence",
        body: {
          title: "Publish the landing page",
          contract: { check: "page", url: "https://example.com/", marker: "build-7f3a" },
        },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/tasks/[taskId]",
    tag: TAG,
    summary: "Read a task",
    notes: "With its proposals and the receipts of its own contract.",
    who: "member",
    input: { params: TaskRef },
    status: 200,
    answer: TaskDetail,
    permission: "tasks.read",
    refusals: { 404: "task.not_found" },
    examples: ({ workspaceId: workspace_id }) => ({ one: { summary: "One task", query: { workspace_id } } }),
  },
  {
    method: "PATCH",
    path: "/api/tasks/[taskId]",
    tag: TAG,
    summary: "Move a task on",
    notes:
      "`finished` says that the work is over. With a contract or with actions the checker decides whether it is done; with neither it ends as `finished`.",
    who: "member",
    input: { params: TaskRef, body: ChangeTask },
    status: 200,
    answer: Task,
    permission: "tasks.write",
    refusals: {
      403: "task.person_needed: only a person accepts a proposed task.",
      404: "task.not_found",
      409: "task.illegal_transition",
    },
    examples: ({ workspaceId: workspace_id }) => ({
      over: { summary: "The work is over", query: { workspace_id }, body: { state: "finished" } },
    }),
  },
];
