import { Card, Code, Text, Title } from "@mantine/core";
import { Fact, Facts } from "@/app/_ui/facts";
import type { Project } from "@/lib/company/projects/schemas";
import type { Workspace } from "@/lib/foundation/workspaces/schemas";
import { CopyId } from "./copy-id";

/** The ids of this company and its workspace. */
export function CompanyFacts({ project, workspace }: { project: Project; workspace: Workspace }) {
  return (
    <Card component="section" aria-labelledby="facts-title">
      <Title order={2} id="facts-title">
        Company and workspace
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="md">
        Scripts and workflows name the workspace by its id.
      </Text>
      <Facts>
        <Fact name="Company">{project.name}</Fact>
        {project.website && <Fact name="Website">{project.website}</Fact>}
        <Fact name="Company id">
          <Code>{project.id}</Code> <CopyId value={project.id} label="Copy the company id" />
        </Fact>
        <Fact name="Workspace">
          {workspace.name} <Code>{workspace.slug}</Code>
        </Fact>
        <Fact name="Workspace id">
          <Code>{workspace.id}</Code> <CopyId value={workspace.id} label="Copy the workspace id" />
        </Fact>
      </Facts>
    </Card>
  );
}
