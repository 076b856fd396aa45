import { Alert, Badge, Card, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { IconBuildingStore, IconDoorExit, IconPlus, IconSnowflake } from "@tabler/icons-react";
import type { Metadata } from "next";
import { Link } from "@/app/_ui/link";
import { Blank } from "@/app/_ui/blank";
import { LinkButton } from "@/app/_ui/link-button";
import { PageHeader } from "@/app/_ui/page-header";
import { When } from "@/app/_ui/when";
import { findFreezeNotice } from "@/lib/operations/governance/find-freeze-notice";
import type { FreezeNotice } from "@/lib/operations/governance/schemas";
import { listDeletions } from "@/lib/operations/deletion/list-deletions";
import { pageUser } from "@/lib/http/page-ctx";
import { listProjects } from "@/lib/company/projects/list-projects";
import type { Project } from "@/lib/company/projects/schemas";
import type { UserCtx } from "@/lib/platform/ctx";
import { isOn } from "@/lib/platform/features";
import { listWorkspaces } from "@/lib/foundation/workspaces/list-workspaces";
import { Deletions } from "./_components/deletions";

export const metadata: Metadata = { title: "Companies" };

type Props = { searchParams: Promise<{ left?: string | string[] }> };

export default async function CompaniesPage({ searchParams }: Props) {
  const user = await pageUser();
  const [companies, deletions] = await Promise.all([listProjects(user), listDeletions(user)]);
  const notices = await freezeNotices(user, companies);
  const left = (await searchParams).left !== undefined;
  const create = (
    <LinkButton href="/companies/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New company
    </LinkButton>
  );
  if (companies.length === 0) {
    return (
      <>
        <PageHeader title="Companies" />
        {left && <LeftNotice />}
        <Deletions initial={deletions} />
        <Blank icon={<IconBuildingStore size={26} />} title="Create your first company" action={create}>
          A company has its own leads, campaigns and outreach engine. It takes a name and a sentence about what it does.
        </Blank>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Companies"
        description={`Each one has its own leads${isOn("ledger") ? ", campaigns and ledger" : " and campaigns"}.`}
        actions={create}
      />
      {left && <LeftNotice />}
      <Deletions initial={deletions} />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {companies.map((company) => (
          <CompanyCard key={company.id} company={company} frozen={notices.get(company.id)} />
        ))}
      </SimpleGrid>
    </>
  );
}

/** Why which of the companies is frozen. */
async function freezeNotices(user: UserCtx, companies: Project[]): Promise<Map<string, FreezeNotice>> {
  const workspaces = await listWorkspaces(user);
  const frozen = new Set(workspaces.filter(({ status }) => status === "frozen").map(({ id }) => id));
  const stopped = companies.filter(({ workspace_id }) => frozen.has(workspace_id));
  const notices = await Promise.all(stopped.map(({ id }) => findFreezeNotice(user, id)));
  return new Map(notices.filter((notice) => notice !== null).map((notice) => [notice.project_id, notice]));
}

const LeftNotice = () => (
  <Alert
    color="yellow"
    styles={{ title: { color: "var(--mantine-color-text)" } }}
    mb="lg"
    role="status"
    icon={<IconDoorExit size={18} aria-hidden />}
    title="You are not a member any more"
  >
    You cannot open that company now. If you did not leave it yourself, ask one of its owners to invite you again.
  </Alert>
);

type CardProps = { company: Project; frozen: FreezeNotice | undefined };

function CompanyCard({ company, frozen }: CardProps) {
  return (
    <Link href={frozen ? `/frozen/${company.id}` : `/companies/${company.id}`} className="card-link">
      <Card h="100%">
        <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
          <Title order={2} fz="md" lineClamp={2} miw={0} style={{ overflowWrap: "anywhere" }}>
            {company.name}
          </Title>
          {frozen && (
            <Badge color="blue" style={{ flex: "none" }} leftSection={<IconSnowflake size={12} aria-hidden />}>
              Frozen
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" mt={4} lineClamp={3} style={{ flex: 1 }}>
          {company.idea ?? "No description yet."}
        </Text>
        {frozen && (
          <Text size="sm" mt="xs" lineClamp={3} style={{ overflowWrap: "anywhere" }}>
            Frozen: {frozen.reason}
          </Text>
        )}
        <Group justify="space-between" mt="md" gap="xs">
          <Text size="xs" c="dimmed">
            Created <When iso={company.created_at} />
          </Text>
          {company.website && (
            <Badge color="gray" maw="100%">
              {hostOf(company.website)}
            </Badge>
          )}
        </Group>
      </Card>
    </Link>
  );
}

const hostOf = (website: string): string => (URL.canParse(website) ? new URL(website).host : website);
