import { Card, Code, Group, SimpleGrid, Text, Title } from "@mantine/core";
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

/** The seven workflows of a campaign and whether each runs. */
export function WorkflowTable({ project, campaign }: { project: Project; campaign: CampaignWithProgress }) {
  const ids = new Map(campaign.workflows.map(({ template, workflow_id }) => [template, workflow_id]));
  return (
    <Card component="section" aria-labelledby="workflows-title">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="workflows-title">
          Workflows
        </Title>
        {campaign.status === "active" && <RepairButton project={project} campaignId={campaign.id} />}
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {WORKFLOWS.map(({ template, name }) => (
          <Group key={template} justify="space-between" wrap="nowrap" className={classes.workflow}>
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={500}>
                {name}
              </Text>
              {ids.has(template) && (
                <Code fz={11} title="Its id in the outreach engine">
                  {ids.get(template)}
                </Code>
              )}
            </div>
            <StatusBadge status={stateOf(campaign, ids.has(template))} />
          </Group>
        ))}
      </SimpleGrid>
    </Card>
  );
}

function stateOf({ status }: CampaignWithProgress, deployed: boolean): string {
  if (!deployed) return status === "deploying" ? "deploying" : "not deployed";
  if (status === "active") return "active";
  return status === "deploying" ? "deploying" : "off";
}
