import { Card, Group, Text, Title } from "@mantine/core";
import { formatCount, formatShare } from "@/app/_ui/numbers";
import type { StepStats } from "@/lib/metrics/schemas";
import classes from "./bars.module.css";

/** How many of each step's mails were answered: each bar is what was sent, its filled part what was replied to. */
export function StepFunnel({ steps }: { steps: StepStats[] }) {
  const most = Math.max(1, ...steps.map(({ sends }) => sends));
  return (
    <Card component="section" aria-labelledby="funnel-title">
      <Title order={2} id="funnel-title" mb="md">
        From sent to replied
      </Title>
      {steps.length === 0 && <Text c="dimmed">No email of a step was sent in this period.</Text>}
      <ol className={classes.steps}>
        {steps.map(({ step, sends, replies, opt_outs, bounces }) => (
          <li key={step}>
            <Group justify="space-between" gap="xs" mb={4}>
              <Text size="sm" fw={550}>
                Email {step}
              </Text>
              <Text size="sm" className="numbers">
                {formatCount(sends)} sent, {formatCount(replies)} replied ({formatShare(replies, sends)})
              </Text>
            </Group>
            <div className={classes.track} aria-hidden>
              <div className={classes.whole} style={{ width: `${(sends / most) * 100}%` }}>
                <div className={classes.part} style={{ width: `${sends && Math.min(1, replies / sends) * 100}%` }} />
              </div>
            </div>
            <Text size="xs" c="dimmed" mt={4} className="numbers">
              {formatCount(opt_outs)} opted out, {formatCount(bounces)} bounced
            </Text>
          </li>
        ))}
      </ol>
    </Card>
  );
}
