import { Anchor, Card, Code, Stack, Text, Title } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import { CopyBlock } from "@/app/_ui/copy-block";
import { eventExample, type Place } from "./examples";

/** Shown until the first event is counted. */
export function FirstEvent({ place, onlyTests }: { place: Place; onlyTests: boolean }) {
  return (
    <Card component="section" aria-labelledby="first-event-title">
      <Stack gap="sm">
        <div>
          <Title order={2} id="first-event-title">
            Nothing is counted yet
          </Title>
          <Text c="dimmed" mt={4} maw={640}>
            Your numbers will appear here after the first send.
          </Text>
        </div>
        {onlyTests && (
          <Text role="status">
            Test events arrived: the connection works. They are stored and never counted; an event without{" "}
            <Code>is_test</Code> is.
          </Text>
        )}
        <details>
          <Text component="summary" size="sm" fw={500} style={{ cursor: "pointer" }}>
            Report events from your own script
          </Text>
          <Stack gap="sm" mt="sm">
            <Text size="sm" c="dimmed" maw={640}>
              Copy this into a terminal and put your webhook token in place of <Code>YOUR_WEBHOOK_TOKEN</Code>. A new
              one is shown once, in the{" "}
              <Anchor component={Link} underline="always" href={`/companies/${place.projectId}/settings`}>
                settings
              </Anchor>
              . Every field, status and error is described in the{" "}
              <Anchor component={Link} underline="always" href={`/docs/api/events?company=${place.projectId}`}>
                API documentation
              </Anchor>
              .
            </Text>
            <CopyBlock label="Report your first event" text={eventExample(place)} />
          </Stack>
        </details>
      </Stack>
    </Card>
  );
}
