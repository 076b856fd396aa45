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
            Once the outreach engine sends, its numbers stand here. You can also report events from a script of your
            own: copy this into a terminal and put your webhook token in the place of <Code>YOUR_WEBHOOK_TOKEN</Code>.
            It is shown once, when you make a new one in the{" "}
            <Anchor component={Link} underline="always" href={`/companies/${place.projectId}/settings`}>
              settings
            </Anchor>
            .
          </Text>
        </div>
        {onlyTests && (
          <Text role="status">
            Test events arrived: the connection works. They are stored and never counted; an event without{" "}
            <Code>is_test</Code> is.
          </Text>
        )}
        <CopyBlock label="Report your first event" text={eventExample(place)} />
        <Text size="sm" c="dimmed">
          Every field, status and error is described in the{" "}
          <Anchor component={Link} underline="always" href={`/docs/api/events?company=${place.projectId}`}>
            API documentation
          </Anchor>
          .
        </Text>
      </Stack>
    </Card>
  );
}
