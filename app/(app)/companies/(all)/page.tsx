import { Badge, Card, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { IconBuildingStore, IconPlus } from "@tabler/icons-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Blank } from "@/app/_ui/blank";
import { LinkButton } from "@/app/_ui/link-button";
import { PageHeader } from "@/app/_ui/page-header";
import { When } from "@/app/_ui/when";
import { pageUser } from "@/lib/http/page-ctx";
import { listProjects } from "@/lib/projects/get-project";
import type { Project } from "@/lib/projects/schemas";

export const metadata: Metadata = { title: "Companies" };

export default async function CompaniesPage() {
  const companies = await listProjects(await pageUser());
  const create = (
    <LinkButton href="/companies/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New company
    </LinkButton>
  );
  if (companies.length === 0) {
    return (
      <>
        <PageHeader title="Companies" />
        <Blank icon={<IconBuildingStore size={26} />} title="Create your first company" action={create}>
          A company has its own leads, campaigns and outreach engine. It takes a name and a sentence about what it does.
        </Blank>
      </>
    );
  }
  return (
    <>
      <PageHeader title="Companies" description="Each one has its own leads, campaigns and ledger." actions={create} />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {companies.map((company) => (
          <CompanyCard key={company.id} company={company} />
        ))}
      </SimpleGrid>
    </>
  );
}

function CompanyCard({ company }: { company: Project }) {
  return (
    <Link href={`/companies/${company.id}`} className="card-link">
      <Card h="100%">
        <Title order={2} fz="md" lineClamp={2} style={{ overflowWrap: "anywhere" }}>
          {company.name}
        </Title>
        <Text size="sm" c="dimmed" mt={4} lineClamp={3} style={{ flex: 1 }}>
          {company.idea ?? "No description yet."}
        </Text>
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
