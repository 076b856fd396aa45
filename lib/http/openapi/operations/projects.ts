import { FollowEventsQuery, LedgerFilter, ListEventsQuery } from "@/lib/foundation/ledger/schemas";
import { CreateProject, Project, ProjectRef, UpdateProject } from "@/lib/company/projects/schemas";
import { Deployment, ListDeploymentsQuery } from "@/lib/company/publishing/schemas";
import { CompanyDeletion, DeleteCompany } from "@/lib/operations/deletion/schemas";
import { LedgerPage, pageOf, wholeListOf } from "../answers";
import type { Operation, Place } from "../operation";

const projectOf = ({ projectId, workspaceId }: Place): object => ({
  id: projectId,
  workspace_id: workspaceId,
  name: "Analytical Engines",
  idea: "Engines that calculate by themselves",
  website: "https://engines.example",
  is_sample: false,
  created_at: "2026-01-15T09:30:00.000Z",
});
const ENTRY = {
  id: 1042,
  type: "contact.replied",
  message: "ada@example.org replied",
  data: {},
  actor_type: "webhook",
  actor_id: null,
  created_at: "2026-01-15T09:30:00.000Z",
};

const DEPLOYMENT: Deployment = {
  id: "5d6e7f80-91a2-4b3c-8d4e-5f6071829304",
  provider: "vercel",
  site: "website",
  marker: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  status: "succeeded",
  account: "acme (your Vercel)",
  provider_id: "dpl_8Gh2kQ",
  url: "https://acme-website.vercel.app",
  error: null,
  file_count: 3,
  size_bytes: 18_204,
  created_at: "2026-01-15T09:30:00.000Z",
  finished_at: "2026-01-15T09:30:21.000Z",
};

export const PROJECT_OPERATIONS: readonly Operation[] = [
  {
    method: "POST",
    path: "/api/projects",
    tag: "Companies",
    summary: "Create a company",
    notes:
      "The company gets a workspace of its own unless `workspace_id` names one of yours. You become the owner of both.",
    who: "signed_in",
    input: { body: CreateProject },
    status: 201,
    answer: Project,
    refusals: { 409: "workspace.slug_taken: the name was taken at the same moment. Try again." },
    examples: (place) => ({
      one: {
        summary: "A company",
        body: {
          name: "Analytical Engines",
          idea: "Engines that calculate by themselves",
          website: "https://engines.example",
        },
        answer: projectOf(place),
      },
    }),
  },
  {
    method: "GET",
    path: "/api/projects",
    tag: "Companies",
    summary: "List your companies",
    who: "signed_in",
    input: {},
    status: 200,
    answer: wholeListOf(Project),
    examples: (place) => ({
      all: { summary: "Your companies", answer: { data: [projectOf(place)], next_cursor: null } },
    }),
  },
  {
    method: "GET",
    path: "/api/projects/[projectId]",
    tag: "Companies",
    summary: "Read a company",
    who: "member_of_project",
    input: { params: ProjectRef },
    status: 200,
    answer: Project,
    permission: "projects.read",
    examples: (place) => ({ one: { summary: "One company", answer: projectOf(place) } }),
  },
  {
    method: "PATCH",
    path: "/api/projects/[projectId]",
    tag: "Companies",
    summary: "Change a company",
    notes: "Only the given fields change; an empty idea or website is removed.",
    who: "member_of_project",
    input: { params: ProjectRef, body: UpdateProject },
    status: 200,
    answer: Project,
    permission: "projects.write",
    examples: (place) => ({
      idea: {
        summary: "Its idea",
        body: { idea: "Engines that calculate by themselves", website: "https://engines.example" },
        answer: projectOf(place),
      },
    }),
  },
  {
    method: "DELETE",
    path: "/api/projects/[projectId]",
    tag: "Companies",
    summary: "Delete a company",
    notes:
      "For its owner, with its name typed once more. At once everything stops and every door of its workspace refuses; jobs then erase its leads, replies, files and credentials and clear n8n. The ledger stays. It cannot be undone.",
    who: "member_of_project",
    input: { params: ProjectRef, body: DeleteCompany },
    status: 202,
    answer: CompanyDeletion,
    permission: "workspace.own",
    refusals: {
      409: "project.shares_workspace: another company uses the same leads and engine.",
      422: "project.name_differs",
    },
    sessionOnly: true,
    examples: () => ({
      other: { summary: "Another name than the company's: nothing happens", body: { name: "Sample" }, status: 422 },
    }),
  },
  {
    method: "GET",
    path: "/api/company-deletions",
    tag: "Companies",
    summary: "List the companies you deleted",
    notes: "Those still being erased, and those done within the last day.",
    who: "signed_in",
    input: {},
    status: 200,
    answer: wholeListOf(CompanyDeletion),
    examples: () => ({ none: { summary: "None", answer: { data: [], next_cursor: null } } }),
  },
  {
    method: "GET",
    path: "/api/projects/[projectId]/deployments",
    tag: "Companies",
    summary: "List what was published",
    notes:
      "Newest first. `succeeded` means that the provider took it over; the receipt of its approval says whether visitors see it.",
    who: "member_of_project",
    input: { params: ProjectRef, query: ListDeploymentsQuery },
    status: 200,
    answer: pageOf(Deployment),
    permission: "projects.read",
    examples: () => ({
      newest: { summary: "The newest", query: { limit: "20" }, answer: { data: [DEPLOYMENT], next_cursor: null } },
    }),
  },
  {
    method: "GET",
    path: "/api/projects/[projectId]/events",
    feature: "ledger",
    tag: "Ledger",
    summary: "Read the ledger",
    notes: "Newest first. Follow the stream from `position`, and you miss nothing in between.",
    who: "member_of_project",
    input: { params: ProjectRef, query: ListEventsQuery },
    status: 200,
    answer: LedgerPage,
    permission: "ledger.read",
    examples: () => ({
      newest: {
        summary: "The newest lines",
        query: { limit: "20" },
        answer: { data: [ENTRY], next_cursor: null, position: "774:1042" },
      },
    }),
  },
  {
    method: "GET",
    path: "/api/projects/[projectId]/events/export",
    feature: "ledger",
    tag: "Ledger",
    summary: "Export the ledger as CSV",
    notes: "All lines that match, as a file for spreadsheets.",
    who: "member_of_project",
    input: { params: ProjectRef, query: LedgerFilter },
    status: 200,
    answer: null,
    csv: "One line a row, newest first, the names of the columns first.",
    permission: "ledger.read",
    examples: () => ({ launches: { summary: "Launches", query: { type: "ignition." } } }),
  },
  {
    method: "GET",
    path: "/api/projects/[projectId]/events/stream",
    feature: "ledger",
    tag: "Ledger",
    summary: "Follow the ledger",
    notes:
      "Server-sent events, one for each line of the ledger, in commit order, each exactly once. The stream starts after the header `Last-Event-ID`, else after `position`, else now, and first names its position (`event: position`). When your access ends, it sends `event: ended` and closes.",
    who: "member_of_project",
    input: { params: ProjectRef, query: FollowEventsQuery },
    status: 200,
    answer: null,
    stream: "Each event's `id` is a position; a message's `data` is a line of the ledger as JSON.",
    permission: "ledger.read",
    examples: () => ({ live: { summary: "From now on" } }),
  },
];
