import { Alert, Group, Loader, Text } from "@mantine/core";
import { IconAlertTriangle, IconShieldCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { formatDuration } from "@/app/_ui/numbers";
import { When } from "@/app/_ui/when";
import type { Freeze } from "@/lib/operations/governance/schemas";
import { Person } from "../../../../_components/person";

/** How far a freeze has come, and why it was ordered. */
export function FreezeProgress({ freeze, me }: { freeze: Freeze; me: string }) {
  const { title, color, icon, children } = stateOf(freeze);
  return (
    <Alert color={color} variant="light" title={title} icon={icon} aria-live="polite" role="status">
      <Text size="sm">{children}</Text>
      <Text size="sm" mt="xs" style={{ overflowWrap: "anywhere" }}>
        <b>Reason:</b> {freeze.reason}
      </Text>
      <Text size="xs" mt={4} component="div">
        Frozen by <Person id={freeze.frozen_by} me={me} /> · <When iso={freeze.frozen_at} />
      </Text>
    </Alert>
  );
}

type State = { title: string; color: string; icon: ReactNode; children: ReactNode };

function stateOf({ state, last_error, last_checked_at, frozen_at, proven_at }: Freeze): State {
  if (state === "proven") {
    return {
      title: "Frozen: nothing runs here",
      color: "green",
      icon: <IconShieldCheck size={18} aria-hidden />,
      children: proven_at
        ? `Proven ${formatDuration(Date.parse(proven_at) - Date.parse(frozen_at))} after the freeze was ordered.`
        : "This is proven.",
    };
  }
  if (state === "unreachable") {
    return {
      title: "Frozen, but the outreach engine does not answer",
      color: "orange",
      icon: <IconAlertTriangle size={18} aria-hidden />,
      children: (
        <>
          The doors are closed and stay closed: nothing it does is accepted. Whether it still runs something is not
          known. {last_error && <>It said: {last_error} </>}Greenlight keeps trying until it has stopped everything.
          {last_checked_at && (
            <>
              {" "}
              Last tried <When iso={last_checked_at} />.
            </>
          )}
        </>
      ),
    };
  }
  return {
    title: "Frozen, and being enforced",
    color: "yellow",
    icon: <Loader size={18} color="yellow" aria-hidden />,
    children: (
      <Group component="span" gap={6}>
        The doors are closed. Executions are being stopped and workflows unpublished; the proof appears here.
      </Group>
    ),
  };
}
