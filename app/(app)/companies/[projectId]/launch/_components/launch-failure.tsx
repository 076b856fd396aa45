import { Alert, Text } from "@mantine/core";
import { IconAlertTriangle, IconArrowBackUp } from "@tabler/icons-react";
import type { IgnitionView } from "@/app/_ui/use-ignition";

/** Why the last launch ended, the advice, and anything that could not be undone. */
export function LaunchFailure({ ignition }: { ignition: IgnitionView }) {
  const { status, error, rollback_success, steps } = ignition;
  const left = steps.filter((step) => step.status === "undo_failed").map(({ title }) => title);
  const cancelled = status === "cancelled";
  return (
    <Alert
      color={cancelled ? "gray" : "red"}
      title={cancelled ? "The launch was cancelled" : "The launch did not succeed"}
      icon={cancelled ? <IconArrowBackUp size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
    >
      {error && !cancelled && <Text size="sm">{error.message}</Text>}
      {error?.advice && !cancelled && (
        <Text size="sm" mt={4} fw={500}>
          Advice: {error.advice}
        </Text>
      )}
      <Text size="sm" mt={4}>
        {rollback_success === false
          ? `Could not be undone: ${left.join("; ")}. The next launch takes over what is left.`
          : cancelled
            ? "Nothing was left behind."
            : "Everything it had made was undone."}
      </Text>
    </Alert>
  );
}
