import { Card, Group, Text, Title } from "@mantine/core";
import { Fact, Facts } from "@/app/_ui/facts";
import { Link } from "@/app/_ui/link";

export type NamedRatio = { action: string; verified: number; judged: number };

const percent = ({ verified, judged }: NamedRatio): number => Math.round((verified / judged) * 100);

/** Of each kind of action, how many the independent checker found to be true, with the number of those it judged. */
export function VerifiedRatios({ projectId, ratios }: { projectId: string; ratios: readonly NamedRatio[] }) {
  return (
    <Card mt="lg" component="section" aria-labelledby="verified-actions">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="verified-actions">
          Actions that were verified
        </Title>
        <Link href={`/companies/${projectId}/receipts`}>Receipts</Link>
      </Group>
      {ratios.length === 0 ? (
        <Text size="sm" c="dimmed">
          No action has been checked yet. Each one that is carried out is looked at by a checker of its own.
        </Text>
      ) : (
        <Facts>
          {ratios.map((ratio) => (
            <Fact key={ratio.action} name={ratio.action}>
              {percent(ratio)}% verified ({ratio.verified} of {ratio.judged} checked)
            </Fact>
          ))}
        </Facts>
      )}
    </Card>
  );
}
