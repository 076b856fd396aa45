import { openApiDocument, type OpenApiDocument } from "@/lib/http/openapi/document";
import { guide } from "@/lib/http/openapi/guide";
import { findPageUser } from "@/lib/http/page-ctx";
import { appUrl } from "@/lib/platform/env";
import { listProjects } from "@/lib/company/projects/list-projects";
import type { Project } from "@/lib/company/projects/schemas";
import { topicsOf, type Topic } from "./topics";

export type Reader = { signedIn: boolean; company: Project | undefined; document: OpenApiDocument; topics: Topic[] };

/** The documentation as this visitor sees it: with the ids of the chosen company, else of their first, else with sample ids. */
export async function readerOf(wanted: string | string[] | undefined): Promise<Reader> {
  const user = await findPageUser();
  const companies = user ? await listProjects(user) : [];
  const company = companies.find(({ id }) => id === wanted) ?? companies[0];
  const place = company && { workspaceId: company.workspace_id, projectId: company.id };
  const document = openApiDocument({ origin: appUrl(), place });
  return { signedIn: user !== null, company, document, topics: topicsOf(document, guide()) };
}

/** The query that keeps the chosen company from page to page. */
export const searchOf = (wanted: string | string[] | undefined): string =>
  typeof wanted === "string" ? `?${new URLSearchParams({ company: wanted })}` : "";
