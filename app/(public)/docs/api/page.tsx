import { Alert, Anchor, Container, Text, Title } from "@mantine/core";
import type { Metadata } from "next";
import { openApiDocument } from "@/lib/http/openapi/document";
import { guide } from "@/lib/http/openapi/guide";
import { findPageUser } from "@/lib/http/page-ctx";
import { appUrl } from "@/lib/platform/env";
import { listProjects } from "@/lib/company/projects/get-project";
import type { Project } from "@/lib/company/projects/schemas";
import { chaptersOf } from "./_components/chapters";
import { Contents } from "./_components/contents";
import classes from "./_components/docs.module.css";
import { Guide } from "./_components/guide";
import { Operation } from "./_components/operation";

export const metadata: Metadata = {
  title: "API",
  description: "How n8n workflows, websites and scripts report to Greenlight and read from it.",
};

type Props = { searchParams: Promise<{ company?: string | string[] }> };

export default async function ApiDocsPage({ searchParams }: Props) {
  const { company: wanted } = await searchParams;
  const user = await findPageUser();
  const companies = user ? await listProjects(user) : [];
  const company = companies.find(({ id }) => id === wanted) ?? companies[0];
  const place = company && { workspaceId: company.workspace_id, projectId: company.id };
  const document = openApiDocument({ origin: appUrl(), place });
  const chapters = chaptersOf(document);
  const parts = guide();
  return (
    <Container size="lg" pt={{ base: "sm", sm: "xl" }} pb={80}>
      <div className={classes.frame}>
        <Contents guide={parts} chapters={chapters} />
        <div>
          <Title order={1}>API</Title>
          <Text mt="xs">
            How n8n workflows, websites and scripts report to Greenlight and read from it. The same for programs:{" "}
            <Anchor href="/api/openapi.json" underline="always">
              OpenAPI 3.1
            </Anchor>
            .
          </Text>
          <Whose company={company} signedIn={user !== null} />
          <Guide parts={parts} />
          {chapters.map(({ id, title, description, operations }) => (
            <section key={id} aria-labelledby={id} className={classes.chapter}>
              <Title order={2} id={id}>
                {title}
              </Title>
              <Text c="dimmed" mt={4}>
                {description}
              </Text>
              {operations.map((one) => (
                <Operation key={one.operation.operationId} {...one} document={document} />
              ))}
            </section>
          ))}
        </div>
      </div>
    </Container>
  );
}

/** Whose ids stand in the commands, and where the secrets come from. */
function Whose({ company, signedIn }: { company: Project | undefined; signedIn: boolean }) {
  const look = { color: "green", my: "lg", styles: { title: { color: "var(--mantine-color-text)" } } };
  if (!company) {
    return (
      <Alert {...look} title="The ids in the commands are made up">
        {signedIn ? "Create a company" : "Sign in"}, and they are yours.{" "}
        <Anchor
          underline="always"
          c="var(--mantine-color-text)"
          href={signedIn ? "/companies/new" : "/sign-in?next=/docs/api"}
        >
          {signedIn ? "New company" : "Sign in"}
        </Anchor>
      </Alert>
    );
  }
  return (
    <Alert {...look} title={`The commands are for ${company.name}`}>
      They hold its ids. Put a credential into the variable they name, like <code>export GREENLIGHT_TOKEN=…</code>:
      webhook token and API keys are made in{" "}
      <Anchor underline="always" c="var(--mantine-color-text)" href={`/companies/${company.id}/settings`}>
        its settings
      </Anchor>
      .
    </Alert>
  );
}
