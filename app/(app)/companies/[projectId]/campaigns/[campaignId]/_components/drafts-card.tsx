import { Card, Group, Text, Title } from "@mantine/core";
import { LinkButton } from "@/app/_ui/link-button";
import { formatCounted } from "@/app/_ui/numbers";
import { REVIEW_MODES } from "@/app/_ui/review-words";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";

/** How many emails wait for the founder, and the way to them. */
export function DraftsCard({ projectId, campaign }: { projectId: string; campaign: CampaignWithProgress }) {
  const waiting = campaign.awaiting_approval;
  const title =
    waiting === 0 ? "No draft waits for you" : `${formatCounted(waiting, "draft waits", "drafts wait")} for you`;
  return (
    <Card component="section" aria-labelledby="drafts-title">
      <Group justify="space-between" gap="md">
        <div>
          <Title order={2} id="drafts-title">
            {campaign.review_mode === "off" ? "Drafts" : title}
          </Title>
          <Text size="sm" c="dimmed" mt={2}>
            {REVIEW_MODES[campaign.review_mode]}
          </Text>
        </div>
        <LinkButton
          href={`/companies/${projectId}/campaigns/${campaign.id}/drafts`}
          variant={waiting > 0 ? "filled" : "default"}
        >
          {waiting > 0 ? "Review drafts" : "Read drafts"}
        </LinkButton>
      </Group>
    </Card>
  );
}
