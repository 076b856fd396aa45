import { ImportLeads, LeadImport, LeadImportRef } from "@/lib/outreach/leads/schemas";
import { UndoneImport } from "../answers";
import type { Operation } from "../operation";

const CSV = "Email,First name\nada@example.org,Ada\n";
const importOf = (import_id: string, state: Partial<LeadImport> = {}): unknown => ({
  import_id,
  file_name: "leads.csv",
  status: "done",
  total: 1,
  processed: 1,
  imported: 1,
  updated: 0,
  skipped: 0,
  stopped: 0,
  held: 0,
  refused: 0,
  errors: [],
  created_at: "2026-01-15T09:30:00.000Z",
  ...state,
});
const FILE = "lead_file.*, lead_mapping.invalid: the file cannot be read, or no column is the email.";

export const LEAD_IMPORT_OPERATIONS: readonly Operation[] = [
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
    method: "POST",
    path: "/api/leads/imports",
    tag: "Leads and suppressions",
    summary: "Import leads in the background",
    notes:
      "The same import for large files: the file is checked whole and kept, and the answer comes before its rows are in. Follow it by its id; it goes on by itself when the server restarts.",
    who: "member",
    input: { form: ImportLeads },
    status: 202,
    answer: LeadImport,
    permission: "leads.write",
    refusals: { 400: FILE, 409: "lead_import.exists: `import_id` belongs to an import that is running or done." },
    examples: ({ workspaceId: workspace_id, importId: import_id }) => ({
      file: {
        summary: "A file",
        form: { workspace_id, import_id, file: CSV },
        answer: importOf(import_id, { status: "running", processed: 0, imported: 0 }),
      },
    }),
  },
  {
    method: "GET",
    path: "/api/leads/imports/[importId]",
    tag: "Leads and suppressions",
    summary: "See how far an import is",
    notes: "Choose `import_id` yourself when you start one, to follow it from its start.",
    who: "member",
    input: { params: LeadImportRef },
    status: 200,
    answer: LeadImport,
    permission: "leads.read",
    refusals: { 404: "lead_import.not_found" },
    examples: ({ importId }) => ({ one: { summary: "One import", answer: importOf(importId) } }),
  },
  {
    method: "DELETE",
    path: "/api/leads/imports/[importId]",
    tag: "Leads and suppressions",
    summary: "Undo an import",
    notes: "People whom it brought in go, unless an email reached them. Cells that it changed stay changed.",
    who: "member",
    input: { params: LeadImportRef },
    status: 200,
    answer: UndoneImport,
    permission: "leads.write",
    refusals: { 404: "lead_import.not_found", 409: "lead_import.not_undoable: it runs, or was undone." },
    examples: () => ({ one: { summary: "One import", answer: { removed: 1, kept: 0 } } }),
  },
  {
    method: "POST",
    path: "/api/leads/imports/[importId]/cancel",
    tag: "Leads and suppressions",
    summary: "Cancel a running import",
    notes: "It ends before its next thousand rows. Leads that came in stay until you undo the import.",
    who: "member",
    input: { params: LeadImportRef },
    status: 200,
    answer: LeadImport,
    permission: "leads.write",
    refusals: { 404: "lead_import.not_found", 409: "lead_import.ended: it has ended already." },
    examples: ({ importId }) => ({
      ended: {
        summary: "One that has ended",
        status: 409,
        answer: { error: "This import has ended already.", code: "lead_import.ended", request_id: importId },
      },
    }),
  },
];
