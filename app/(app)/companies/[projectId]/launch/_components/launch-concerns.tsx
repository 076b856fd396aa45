import { Anchor, List, ListItem, Text } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import type { Concern } from "@/lib/operations/onboarding/schemas";

const PARTS: Record<Concern["kind"], { title: string; link: string }> = {
  fix: { title: "Better corrected first:", link: "Correct this" },
  off: { title: "Without optional parts:", link: "Change this" },
};

/** The things that a launch does not wait for, each with a link to where it is changed. */
export function LaunchConcerns({ projectId, concerns }: { projectId: string; concerns: readonly Concern[] }) {
  return (["fix", "off"] as const).map((kind) => {
    const ofKind = concerns.filter((concern) => concern.kind === kind);
    if (ofKind.length === 0) return null;
    const { title, link } = PARTS[kind];
    return (
      <div key={kind} data-concerns={kind}>
        <Text fw={500} size="sm" mt="md" mb={4}>
          {title}
        </Text>
        <List size="sm" spacing={4}>
          {ofKind.map(({ step, message }) => (
            <ListItem key={message}>
              {message}{" "}
              <Anchor
                underline="always"
                component={Link}
                href={`/companies/${projectId}/onboarding?step=${encodeURIComponent(step)}`}
                size="sm"
                aria-label={`${link}: ${message}`}
              >
                {link}
              </Anchor>
            </ListItem>
          ))}
        </List>
      </div>
    );
  });
}
