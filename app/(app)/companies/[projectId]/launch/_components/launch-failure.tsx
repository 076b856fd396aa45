import { Alert, Button, List, ListItem, Text } from "@mantine/core";
import { IconAlertTriangle, IconArrowBackUp } from "@tabler/icons-react";
import type { IgnitionView } from "@/app/_ui/use-ignition";
import type { Project } from "@/lib/company/projects/schemas";
import { useCleanUp } from "./use-launch";

type Props = { project: Project; ignition: IgnitionView };

/** Why the last launch ended, the advice, and each thing that could not be undone, with a button that tries it again. */
export function LaunchFailure({ project, ignition }: Props) {
  const { status, error, left } = ignition;
  const cancelled = status === "cancelled";
  return (
    <Alert
      color={cancelled && left.length === 0 ? "gray" : "red"}
      title={cancelled ? "The launch was cancelled" : "The launch did not succeed"}
      icon={cancelled ? <IconArrowBackUp size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
    >
      {error && !cancelled && <Text size="sm">{error.message}</Text>}
      {error?.advice && !cancelled && (
        <Text size="sm" mt={4} fw={500}>
          Advice: {error.advice}
        </Text>
      )}
      {left.length > 0 ? (
        <LeftBehind project={project} left={left} />
      ) : (
        <Text size="sm" mt={4}>
          {cancelled ? "Nothing was left behind." : "Everything it had made was undone."}
        </Text>
      )}
    </Alert>
  );
}

function LeftBehind({ project, left }: Pick<Props, "project"> & Pick<IgnitionView, "left">) {
  const cleanUp = useCleanUp(project);
  return (
    <>
      <Text size="sm" mt={4} id="left-behind">
        Some of it could not be undone. The next launch takes over what is left.
      </Text>
      <List size="sm" mt="xs" spacing={4} aria-labelledby="left-behind">
        {left.map(({ step, title, words, error }) => (
          <ListItem key={step}>
            {title}: {words}{" "}
            {error !== "" && (
              <Text span c="dimmed" size="sm">
                It was said: {error}
              </Text>
            )}
          </ListItem>
        ))}
      </List>
      <Button mt="sm" variant="default" loading={cleanUp.isPending} onClick={() => cleanUp.mutate()}>
        Try the clean-up again
      </Button>
    </>
  );
}
