import { Anchor, Card, Code, Group, SimpleGrid, Text, Title } from "@mantine/core";
import { StatusBadge } from "@/app/_ui/status-badge";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";
import type { Project } from "@/lib/company/projects/schemas";
import { RepairButton } from "./repair-button";
import classes from "./workflow-table.module.css";

const WORKFLOWS = [
  { template: "email_preparation", name: "Email Preparation" },
  { template: "email_1", name: "Email 1" },
  { template: "email_2", name: "Email 2" },
  { template: "email_3", name: "Email 3" },
  { template: "research_report", name: "Research Report" },
  { template: "reply_tracker", name: "Reply Tracker" },
  { template: "opt_out", name: "Opt-Out" },
];

/** `editorUrl`: where authors open n8n; null when this installation does not say. */
type Props = { project: Project; campaign: CampaignWithProgress; editorUrl: string | null };

/** The seven workflows of a campaign and whether each runs. */
export function WorkflowTable({ project, campaign, editorUrl }: Props) {
  const ids = new Map(campaign.workflows.map(({ template, workflow_id }) => [template, workflow_id]));
  return (
    <Card component="section" aria-labelledby="workflows-title">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="workflows-title">
          Workflows
        </Title>
        {campaign.status === "active" && <RepairButton project={project} campaignId={campaign.id} />}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        For authors of workflows. n8n asks for its own sign-in; docs/operations.md says which. The next deployment
        replaces what is changed there.
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {WORKFLOWS.map(({ template, name }) => (
          <Group key={template} justify="space-between" wrap="nowrap" className={classes.workflow}>
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={500}>
                {name}
              </Text>
              {ids.has(template) && <WorkflowId id={ids.get(template) ?? ""} editorUrl={editorUrl} />}
            </div>
            <StatusBadge status={stateOf(campaign, ids.has(template))} />
          </Group>
        ))}
      </SimpleGrid>
    </Card>
  );
}

function WorkflowId({ id, editorUrl }: { id: string; editorUrl: string | null }) {
  if (!editorUrl)
    return (
      <Code fz={11} title="Its id in the outreach engine">
        {id}
      </Code>
    );
  return (
    <Anchor href={`${editorUrl.replace(/\/$/, "")}/workflow/${id}`} target="_blank" rel="noreferrer" size="xs">
      Open in n8n
    </Anchor>
  );
}

function stateOf({ status }: CampaignWithProgress, deployed: boolean): string {
  if (!deployed) return status === "deploying" ? "deploying" : "not deployed";
  if (status === "active") return "active";
  return status === "deploying" ? "deploying" : "off";
}
