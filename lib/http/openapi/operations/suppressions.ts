import {
  AddSuppression,
  ImportSuppressions,
  ListSuppressionsQuery,
  RemoveSuppression,
  Suppression,
  SuppressionImport,
} from "@/lib/outreach/suppressions/schemas";
import { DecideUnknownSend, ListUnknownSendsQuery } from "@/lib/outreach/sequence/schemas";
import { DecidedSend, RemovedSuppressions, SuppressionPage, UnknownSendPage } from "../answers";
import type { Operation } from "../operation";

const suppression = {
  email: "ada@example.org",
  domain: null,
  reason: "manual",
  source: "manual",
  note: null,
  created_at: "2026-01-15T09:30:00.000Z",
};

export const SUPPRESSION_OPERATIONS: readonly Operation[] = [
  {
    method: "POST",
    path: "/api/suppressions",
    tag: "Leads and suppressions",
    summary: "Add an address or a domain to the do-not-contact list",
    notes:
      "No campaign of the workspace emails this address, or any address of this domain and those below it, again; waiting emails are cancelled. An entry that is there stays as it is.",
    who: "member",
    input: { body: AddSuppression },
    status: 201,
    answer: Suppression,
    permission: "email.write",
    examples: ({ workspaceId: workspace_id }) => ({
      one: { summary: "One address", body: { workspace_id, email: "ada@example.org" }, answer: suppression },
    }),
  },
  {
    method: "GET",
    path: "/api/suppressions",
    tag: "Leads and suppressions",
    summary: "List the do-not-contact list",
    who: "member",
    input: { query: ListSuppressionsQuery },
    status: 200,
    answer: SuppressionPage,
    permission: "email.read",
    examples: () => ({
      newest: {
        summary: "The newest",
        query: { limit: "50" },
        answer: { data: [suppression], next_cursor: null },
      },
    }),
  },
  {
    method: "DELETE",
    path: "/api/suppressions",
    tag: "Leads and suppressions",
    summary: "Take back a do-not-contact entry",
    notes: "Only what a founder added: an opt-out, a complaint or a bounce stays. Cancelled drafts wait again.",
    who: "member",
    input: { body: RemoveSuppression },
    status: 200,
    answer: RemovedSuppressions,
    permission: "email.write",
    refusals: { 422: "suppression.not_removable: an opt-out, a complaint or a bounce." },
    examples: ({ workspaceId: workspace_id }) => ({
      domain: { summary: "A domain", body: { workspace_id, domain: "example.org" }, answer: { removed: 1 } },
    }),
  },
  {
    method: "POST",
    path: "/api/suppressions/import",
    tag: "Leads and suppressions",
    summary: "Import a do-not-contact file",
    notes: "An address or a domain in each row, with or without a header. `batch_id` takes all of it back.",
    who: "member",
    input: { form: ImportSuppressions },
    status: 200,
    answer: SuppressionImport,
    permission: "email.write",
    refusals: { 400: "lead_file.*: the file cannot be read." },
    examples: ({ workspaceId: workspace_id, importId: batch_id }) => ({
      file: {
        summary: "A file",
        form: { workspace_id, file: "ada@example.org\nexample.net\n" },
        answer: { batch_id, added: 2, known: 0, cancelled_emails: 0, refused: [] },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/unknown-sends",
    tag: "Leads and suppressions",
    summary: "List emails whose outcome is unknown",
    notes:
      "The connection broke after they were handed over. Greenlight does not send them again by itself: you decide.",
    who: "member",
    input: { query: ListUnknownSendsQuery },
    status: 200,
    answer: UnknownSendPage,
    permission: "email.read",
    examples: () => ({ all: { summary: "Emails waiting for a decision", answer: { data: [], next_cursor: null } } }),
  },
  {
    method: "POST",
    path: "/api/unknown-sends",
    tag: "Leads and suppressions",
    summary: "Decide the outcome of an email",
    notes: "`sent` counts it, `not_sent` makes it due again. The first decision stands.",
    who: "member",
    input: { body: DecideUnknownSend },
    status: 200,
    answer: DecidedSend,
    permission: "email.write",
    refusals: { 404: "unknown_send.not_found: nothing with this claim waits for a decision." },
    examples: ({ workspaceId: workspace_id, claimId: claim_id }) => ({
      sent: {
        summary: "It went out",
        body: { workspace_id, claim_id, outcome: "sent" },
        answer: { claim_id, status: "sent" },
      },
    }),
  },
];
