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

const REPAIRABLE: readonly string[] = ["active", "paused", "deploying"];
const ENDED: readonly string[] = ["completed", "archived"];
/** They outlive a pause, and the end of a campaign by thirty days. */
const HEARING: readonly string[] = ["reply_tracker", "opt_out"];

/** `editorUrl`: where authors open n8n; null when this installation does not say. */
type Props = { project: Project; campaign: CampaignWithProgress; editorUrl: string | null };

/** The seven workflows of a campaign and how far each came. */
export function WorkflowTable({ project, campaign, editorUrl }: Props) {
  const rows = new Map(campaign.workflows.map((row) => [row.template, row]));
  return (
    <Card component="section" aria-labelledby="workflows-title">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="workflows-title">
          Workflows
        </Title>
        {REPAIRABLE.includes(campaign.status) && <RepairButton project={project} campaignId={campaign.id} />}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        For authors of workflows. n8n asks for its own sign-in; docs/operations.md says which. The next deployment
        replaces what is changed there.
        {ENDED.includes(campaign.status) && " Reply Tracker and Opt-Out listen for 30 days after the last email."}
        {campaign.status === "archived" && " The others are archived in n8n. All are deleted there after 30 days."}
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        {WORKFLOWS.map(({ template, name }) => (
          <Group key={template} justify="space-between" wrap="nowrap" className={classes.workflow}>
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={500}>
                {name}
              </Text>
              <WorkflowId id={rows.get(template)?.workflow_id ?? null} editorUrl={editorUrl} />
              {rows.get(template)?.why && (
                <Text size="xs" c="red" style={{ overflowWrap: "anywhere" }}>
                  {rows.get(template)?.why}
                </Text>
              )}
            </div>
            <StatusBadge status={stateOf(campaign, { template, row: rows.get(template) })} />
          </Group>
        ))}
      </SimpleGrid>
    </Card>
  );
}

function WorkflowId({ id, editorUrl }: { id: string | null; editorUrl: string | null }) {
  if (id === null) return null;
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

type Row = CampaignWithProgress["workflows"][number];

/** Of the last deployment. Of an ended campaign two go on hearing for a while. */
function stateOf(
  { status }: CampaignWithProgress,
  { template, row }: { template: string; row: Row | undefined },
): string {
  if (row?.state === "failed" || row?.state === "archived") return row.state;
  if (!row) return status === "deploying" ? "deploying" : "not deployed";
  if (status === "active") return row.state === "published" || row.state === "deployed" ? row.state : "active";
  if (status === "deploying") return row.state ?? "deploying";
  return HEARING.includes(template) && status !== "draft" ? "listening" : "off";
}
