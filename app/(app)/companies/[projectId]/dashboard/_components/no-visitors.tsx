import { Stack, Text } from "@mantine/core";
import { CopyBlock } from "@/app/_ui/copy-block";
import { analyticsExample, scriptExample, type Place } from "./examples";

/** Shown instead of a website's numbers while there are none. */
export function NoVisitors({ place }: { place: Place }) {
  return (
    <details>
      <Text component="summary" c="dimmed" style={{ cursor: "pointer" }}>
        No page view, lead or payment was reported in the last 60 days. Count your website’s visitors with one line.
      </Text>
      <Stack gap="md" mt="md">
        <Text c="dimmed" maw={640} size="sm">
          Put this line into the head of your website: it counts page views, sets no cookie and respects Do-Not-Track.
          It holds this company&apos;s publishable key, which is no secret.
        </Text>
        <CopyBlock label="For your website" text={scriptExample(place)} />
        <CopyBlock label="Or report a lead from a terminal" text={analyticsExample(place)} />
      </Stack>
    </details>
  );
}
