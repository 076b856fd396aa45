import { Card, Group, Loader, Text, ThemeIcon } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconCircleDashed, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatDuration } from "@/app/_ui/numbers";
import classes from "./step-list.module.css";

type Status = "pending" | "running" | "done" | "failed" | "undoing" | "undone" | "undo_failed";
type Step = {
  name: string;
  title: string;
  status: Status;
  duration_ms: number | null;
  error: string | null;
  advice: string | null;
};

const LOOKS: Record<Status, { color: string; icon: ReactNode; word: string }> = {
  pending: { color: "gray", icon: <IconCircleDashed size={18} />, word: "Waiting" },
  running: { color: "blue", icon: <Loader size={16} color="blue" />, word: "Running" },
  done: { color: "green", icon: <IconCheck size={18} />, word: "Done" },
  failed: { color: "red", icon: <IconX size={18} />, word: "Failed" },
  undoing: { color: "yellow", icon: <Loader size={16} color="yellow" />, word: "Undoing" },
  undone: { color: "gray", icon: <IconArrowBackUp size={18} />, word: "Undone" },
  undo_failed: { color: "red", icon: <IconX size={18} />, word: "Could not be undone" },
};

const FAILED_THEN_UNDONE = { ...LOOKS.undone, color: "red", word: "Failed, then undone" };

type Props = { label: string; steps: readonly Step[]; cancelled: boolean };

/** Each step of a saga with its state and duration and, if it failed, the advice. */
export function StepList({ label, steps, cancelled }: Props) {
  const done = steps.filter(({ status }) => status === "done").length;
  return (
    <Card component="section" aria-label={`${label}, ${done} of ${steps.length} done`} p={0}>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <StepLine key={step.name} step={step} cancelled={cancelled} />
        ))}
      </ol>
    </Card>
  );
}

function StepLine({ step, cancelled }: { step: Step; cancelled: boolean }) {
  // The step that a cancelled saga was in ended with an error that is only the cancelling.
  const failed = step.error && !(cancelled && step.status === "undone");
  const { color, icon, word } = failed && step.status === "undone" ? FAILED_THEN_UNDONE : LOOKS[step.status];
  return (
    <li className={classes.step} data-step={step.name} data-status={step.status}>
      <Group wrap="nowrap" align="flex-start" gap="md">
        <ThemeIcon variant="light" color={color} radius="xl" size={34} aria-hidden>
          {icon}
        </ThemeIcon>
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text fw={step.status === "running" ? 600 : 500}>{step.title}</Text>
          <Text size="sm" c="dimmed" className="numbers">
            {word}
            {step.duration_ms !== null && step.duration_ms >= 1000 && ` · ${formatDuration(step.duration_ms)}`}
          </Text>
          {failed && (
            <Text size="sm" mt={6} c="var(--mantine-color-error)" style={{ overflowWrap: "anywhere" }}>
              {step.error}
            </Text>
          )}
          {failed && step.advice && (
            <Text size="sm" mt={2}>
              Advice: {step.advice}
            </Text>
          )}
        </div>
      </Group>
    </li>
  );
}
