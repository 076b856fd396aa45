import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/app/_ui/page-header";
import { pageProject } from "@/lib/http/page-ctx";
import { listEvents } from "@/lib/foundation/ledger/list-events";
import { LedgerFilter } from "@/lib/foundation/ledger/schemas";
import { listMembers } from "@/lib/foundation/members/list-members";
import { isOn } from "@/lib/platform/features";
import { LedgerView } from "./_components/ledger-view";

export const metadata: Metadata = { title: "Ledger" };

type Search = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ projectId: string }>; searchParams: Promise<Search> };

/** The filter of the address; one that was typed wrong is none. */
function filterOf(search: Search): LedgerFilter {
  const given = Object.entries(search).flatMap(([name, value]) => {
    const text = [value].flat()[0];
    return text ? [[name, text]] : [];
  });
  return LedgerFilter.safeParse(Object.fromEntries(given)).data ?? {};
}

export default async function LedgerPage({ params, searchParams }: Props) {
  if (!isOn("ledger")) notFound();
  const { ctx, project } = await pageProject((await params).projectId);
  const filter = filterOf(await searchParams);
  const [firstPage, members] = await Promise.all([
    listEvents(ctx, { ...filter, projectId: project.id, limit: 50 }),
    listMembers(ctx),
  ]);
  return (
    <>
      <PageHeader
        title="Ledger"
        description="Everything that happened to this company, in order. It can be read and never changed."
      />
      <LedgerView
        key={`${firstPage.position} ${JSON.stringify(filter)}`}
        projectId={project.id}
        filter={filter}
        people={Object.fromEntries(members.map(({ user_id, email }) => [user_id, email]))}
        firstPage={firstPage}
      />
    </>
  );
}
