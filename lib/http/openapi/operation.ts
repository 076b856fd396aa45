import type { ZodType } from "zod";
import type { Feature } from "@/lib/platform/features";
import type { Permission } from "@/lib/platform/permissions";
import type { Schemas, Who } from "../route";

/** Whose things the examples name: one id for each part of a path, and for what bodies refer to. */
export const SAMPLE_PLACE = {
  workspaceId: "0b9f3c1e-5a52-4d0e-9d53-6d1c1f3b7a01",
  projectId: "5f0c9a4e-7f2b-4c55-8f8e-2a9b64d1c802",
  campaignId: "c2a7d0f6-1f4d-4f0b-b7a6-3e5d9c8b7a03",
  keyId: "7d4e1b2a-9c3f-4e6d-a1b0-8f7e6d5c4b04",
  inviteId: "e19b7c55-3d2a-4b8c-9f60-1a2b3c4d5e05",
  importId: "a64f0d9b-8e17-4c2d-b5a3-6f7e8d9c0b06",
  leadId: "e4d3c2b1-5a6f-4e7d-9c8b-0a9f8e7d6c11",
  claimId: "d3c2b1a0-4f5e-4d6c-8b7a-9f8e7d6c5b07",
  assetId: "f8e7d6c5-b4a3-4291-8f0e-1d2c3b4a5908",
  groupId: "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c09",
  notificationId: "b1c2d3e4-f5a6-4b7c-8d9e-0f1a2b3c4d10",
  userId: "user_2ada",
  colleagueId: "user_3grace",
  inviteToken: "the-end-of-the-link",
  draftId: "5b0e7a52-3f0b-4c77-8d0d-3f6f0b8f4c21",
  approvalId: "3a1f7c90-6b2e-4f7d-8c55-0d9e8f7a6b41",
  receiptId: "4b2a8da1-7c3f-4a8e-9d66-1eaf9a8b7c52",
  recommendationId: "6d4cafc3-9e51-4ca0-bf88-30c1bcad9e74",
  taskId: "5c3b9eb2-8d40-4b9f-ae77-2fb0ab9c8d63",
  driftId: "5b0d4a53-3f0e-4d0e-9e43-0a53f26f0d11",
  recurringId: "7e5dbd14-af62-4db1-8c99-41d2cdbeaf85",
  jobId: "8f6ece25-b073-4ec2-9daa-52e3decfbf96",
  packet: "9a7fdf36-c184-4fd3-8ebb-63f4edfcaf07",
  memoryId: "6d4cafc3-9e51-4ca0-bf88-3fc1bcad9e74",
  messageId: "8e5dbfd4-af62-4dcb-9a99-51dccd2eaf85",
  mailbox: "2",
  threadId: "6c1f8b63-4a1c-4d88-9e1e-4a7a1c9a5d32",
  draftHash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
};
export type Place = typeof SAMPLE_PLACE;

export type Example = {
  summary: string;
  query?: Record<string, string>;
  body?: unknown;
  /** A multipart body: `file` is the text of leads.csv. */
  form?: Record<string, string>;
  /** Unless it is the operation's own. */
  status?: number;
  answer?: unknown;
};

export type Tag =
  | "Events"
  | "Sequence engine"
  | "Costs"
  | "Language models"
  | "Website and payments"
  | "Dashboard"
  | "Companies"
  | "Ledger"
  | "Approvals, receipts and tasks"
  | "Recurring tasks"
  | "Memory and plan"
  | "Chat"
  | "Night shift"
  | "Onboarding"
  | "Campaigns"
  | "Drafts"
  | "Leads and suppressions"
  | "Replies"
  | "Mail"
  | "Workspaces and keys"
  | "Members"
  | "Health";

/** One thing a caller can do. `who`, `input` and `status` are what the route's handler says of itself (tests/lib/http/openapi). */
export type Operation = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As the folders of `app` spell it: `/api/projects/[projectId]`. */
  path: string;
  tag: Tag;
  summary: string;
  notes?: string;
  who: Who;
  input: Schemas;
  status: number;
  /** The feature it belongs to: it is described while that is on. */
  feature?: Feature;
  /** Null: an answer without a body. */
  answer: ZodType | null;
  /** The content of the event stream, if the operation answers with one. */
  stream?: string;
  /** The content of the CSV file, if the operation answers with one. */
  csv?: string;
  /** The permission that the caller's role or API key needs. */
  permission?: Permission;
  /** No API key opens it, whatever its scopes. */
  sessionOnly?: true;
  /** Refusals beyond those every operation has, by status: which codes, and when. */
  refusals?: Readonly<Record<number, string>>;
  examples: (place: Place) => Record<string, Example>;
};
