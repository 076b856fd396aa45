import { Card, Group, Text, Title } from "@mantine/core";
import { formatCount, formatShare } from "@/app/_ui/numbers";
import type { StepStats } from "@/lib/metering/metrics/schemas";
import classes from "@/app/_ui/bars.module.css";

/** How many of each step's mails were answered: each bar is what was sent, its filled part what was replied to. */
export function StepFunnel({ steps, sends, replies: all }: { steps: StepStats[]; sends: number; replies: number }) {
  const most = Math.max(1, ...steps.map(({ sends }) => sends));
  const unnamed = all - steps.reduce((sum, { replies }) => sum + replies, 0);
  return (
    <Card component="section" aria-labelledby="funnel-title">
      <Title order={2} id="funnel-title" mb="md">
        From sent to replied
      </Title>
      {steps.length === 0 && (
        <Text c="dimmed">
          {sends === 0
            ? "No email was sent in this period."
            : "The emails of this period name no step. Report events with their step, from 1 to 10, to compare them."}
        </Text>
      )}
      <ol className={classes.steps}>
        {steps.map(({ step, sends: sent, replies, opt_outs, bounces }) => (
          <li key={step}>
            <Group justify="space-between" gap="xs" mb={4}>
              <Text size="sm" fw={550}>
                Email {step}
              </Text>
              <Text size="sm" className="numbers">
                {formatCount(sent)} sent, {formatCount(replies)} replied ({formatShare(replies, sent)})
              </Text>
            </Group>
            <div className={classes.track} aria-hidden>
              <div className={classes.whole} style={{ width: `${(sent / most) * 100}%` }}>
                <div className={classes.part} style={{ width: `${sent && Math.min(1, replies / sent) * 100}%` }} />
              </div>
            </div>
            <Text size="xs" c="dimmed" mt={4} className="numbers">
              {formatCount(opt_outs)} opted out, {formatCount(bounces)} bounced
            </Text>
          </li>
        ))}
      </ol>
      {steps.length > 0 && unnamed > 0 && (
        <Text size="sm" c="dimmed" mt="md" className="numbers">
          {unnamed === 1 ? "One more reply names" : `${formatCount(unnamed)} more replies name`} no email of the
          sequence.
        </Text>
      )}
    </Card>
  );
}
