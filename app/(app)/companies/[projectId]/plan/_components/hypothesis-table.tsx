import { Badge, Card, Stack, Text, Title } from "@mantine/core";
import type { Hypothesis } from "@/lib/autopilot/plan/schemas";

const COLORS: Record<Hypothesis["state"], string> = {
  untested: "gray",
  running: "blue",
  passed: "green",
  failed: "red",
  inconclusive: "yellow",
};
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Each test with its bars, which stand before the data, and the measured share. */
export const HypothesisTable = ({ hypotheses }: { hypotheses: readonly Hypothesis[] }) => (
  <Card>
    <Title order={2} fz="h4" mb="xs">
      Tests
    </Title>
    <Stack gap="sm">
      {hypotheses.map(({ key, statement, test, n, n_min, share, pass, fail, state }) => (
        <div key={key}>
          <Text size="sm" fw={600}>
            {statement}{" "}
            <Badge color={COLORS[state]} size="sm" variant="light">
              {state}
            </Badge>
          </Text>
          <Text size="sm">
            {share === null ? "Not measured" : `${percent(share)} of ${n}`}. Passes at {percent(pass)}, fails below{" "}
            {percent(fail)}; judged from {n_min} on.
          </Text>
          <Text size="xs" c="dimmed">
            {test}
          </Text>
        </div>
      ))}
    </Stack>
  </Card>
);
