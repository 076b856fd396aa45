import { AddSuppression, ListSuppressionsQuery, Suppression } from "@/lib/outreach/suppressions/schemas";
import { DecideUnknownSend, ListUnknownSendsQuery } from "@/lib/outreach/sequence/schemas";
import { ImportLeads, LeadImport, LeadImportRef, ListLeadsQuery, PreviewLeads } from "@/lib/outreach/leads/schemas";
import { CsvPreview, DecidedSend, LeadPage, SuppressionPage, UnknownSendPage } from "../answers";
import type { Operation } from "../operation";

const CSV = "Email,First name\nada@example.org,Ada\n";
const suppression = {
  email: "ada@example.org",
  reason: "manual",
  source: "manual",
  created_at: "2026-01-15T09:30:00.000Z",
};
const importOf = (import_id: string): unknown => ({
  import_id,
  file_name: "leads.csv",
  status: "done",
  total: 1,
  processed: 1,
  imported: 1,
  updated: 0,
  skipped: 0,
  refused: 0,
  errors: [],
  created_at: "2026-01-15T09:30:00.000Z",
});
const FILE = "lead_file.*, lead_mapping.invalid: the file cannot be read, or no column is the email.";

export const LEAD_OPERATIONS: readonly Operation[] = [
  {
    method: "POST",
    path: "/api/leads/import",
    tag: "Leads and suppressions",
    summary: "Import leads from a CSV file",
    notes:
      'One person per lower-cased email: a new one is imported, a cell that differs is updated, the rest is skipped. An empty cell leaves what is stored; nobody who opted out comes back. The same file again adds nobody twice. `mapping` is JSON: `{"E-Mail": "email"}`; without it the columns are guessed.',
    who: "member",
    input: { form: ImportLeads },
    status: 200,
    answer: LeadImport,
    permission: "leads.write",
    refusals: { 400: FILE },
    examples: ({ workspaceId: workspace_id, importId: import_id }) => ({
      file: { summary: "A file", form: { workspace_id, import_id, file: CSV }, answer: importOf(import_id) },
    }),
  },
  {
    method: "GET",
    path: "/api/leads/imports/[importId]",
    tag: "Leads and suppressions",
    summary: "See how far an import is",
    notes: "Choose `import_id` yourself when you start an import, and you can follow it from the beginning.",
    who: "member",
    input: { params: LeadImportRef },
    status: 200,
    answer: LeadImport,
    permission: "leads.read",
    refusals: { 404: "lead_import.not_found" },
    examples: ({ importId }) => ({ one: { summary: "One import", answer: importOf(importId) } }),
  },
  {
    method: "POST",
    path: "/api/leads/preview",
    tag: "Leads and suppressions",
    summary: "See what an import would read",
    notes: "Columns, the guessed or given mapping, the first rows and errors. Changes nothing.",
    who: "member",
    input: { form: PreviewLeads },
    status: 200,
    answer: CsvPreview,
    permission: "leads.write",
    refusals: { 400: "lead_file.*: the file cannot be read." },
    examples: ({ workspaceId: workspace_id }) => ({
      file: {
        summary: "A file",
        form: { workspace_id, file: CSV },
        answer: {
          headers: ["Email", "First name"],
          mapping: { Email: "email", "First name": "first_name" },
          rows: [{ row: 2, cells: ["ada@example.org", "Ada"] }],
          total: 1,
          refused: 0,
          errors: [],
          problem: null,
        },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/leads",
    tag: "Leads and suppressions",
    summary: "List leads",
    notes: "Newest first. `q` looks in email, names, company and title.",
    who: "member",
    input: { query: ListLeadsQuery },
    status: 200,
    answer: LeadPage,
    permission: "leads.read",
    examples: () => ({
      search: {
        summary: "Search",
        query: { q: "ada", limit: "20" },
        answer: {
          data: [
            {
              id: "5e6f7081-92a3-4b4c-8d5e-6f708192a355",
              email: "ada@example.org",
              first_name: "Ada",
              last_name: null,
              company: null,
              title: null,
              website: null,
              notes: null,
              custom: {},
              status: "active",
              created_at: "2026-01-15T09:30:00.000Z",
            },
          ],
          next_cursor: null,
        },
      },
    }),
  },
  {
    method: "POST",
    path: "/api/suppressions",
    tag: "Leads and suppressions",
    summary: "Add an address to the do-not-contact list",
    notes:
      "No campaign of the workspace emails this address again, and its waiting emails are cancelled. An address that is already listed does not change.",
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
    summary: "List the do-not-contact addresses",
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
