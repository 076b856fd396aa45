import type { Metadata } from "next";
import { pageProject } from "@/lib/http/page-ctx";
import { listLeadLists } from "@/lib/outreach/leads/list-lead-lists";
import { listLeads } from "@/lib/outreach/leads/list-leads";
import { ListLeadsQuery } from "@/lib/outreach/leads/schemas";
import { LeadsView } from "./_components/leads-view";

export const metadata: Metadata = { title: "Leads" };

type Search = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<Search> };

/** The filter of the address; one that was typed wrong is none. */
function filterOf(search: Search): ListLeadsQuery {
  const given = Object.entries(search).flatMap(([name, value]) => {
    const text = [value].flat()[0];
    return text ? [[name, text.slice(0, 200)]] : [];
  });
  const read = ListLeadsQuery.safeParse({ ...Object.fromEntries(given), limit: 50 });
  return read.success ? read.data : ListLeadsQuery.parse({});
}

export default async function LeadsPage({ params, searchParams }: Props) {
  const { ctx, project } = await pageProject((await params).projectId);
  const [firstPage, groups] = await Promise.all([listLeads(ctx, filterOf(await searchParams)), listLeadLists(ctx)]);
  return <LeadsView project={project} firstPage={firstPage} groups={groups} />;
}
