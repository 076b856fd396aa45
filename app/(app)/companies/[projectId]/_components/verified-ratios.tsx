import { Anchor, Card, Group, Text, Title } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import type { NamedRatio } from "@/lib/autopilot/actions/name-ratio";
import { RatioFacts } from "./ratio-facts";

/** Of each kind of action and each origin, how many the independent checker found to be true, with the number of those it judged. */
export function VerifiedRatios({ projectId, ratios }: { projectId: string; ratios: readonly NamedRatio[] }) {
  return (
    <Card mt="lg" component="section" aria-labelledby="verified-actions">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="verified-actions">
          Actions that were verified
        </Title>
        <Anchor component={Link} href={`/companies/${projectId}/receipts`} size="sm">
          All receipts
        </Anchor>
      </Group>
      {ratios.length === 0 ? (
        <Text size="sm" c="dimmed">
          No action has been checked yet. Each one that is carried out is looked at by a checker of its own.
        </Text>
      ) : (
        <RatioFacts ratios={ratios} />
      )}
    </Card>
  );
}
