import { Box, Button, List, ListItem, Text } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { formatCount, formatCounted } from "@/app/_ui/numbers";
import { formatZone } from "@/app/_ui/days";
import { RowsSkeleton } from "@/app/_ui/skeletons";
import type { Project } from "@/lib/company/projects/schemas";
import type { LaunchPreview as Preview } from "@/lib/operations/onboarding/preview-launch";
import type { Concern } from "@/lib/operations/onboarding/schemas";
import { LaunchConcerns } from "./launch-concerns";

const FirstEmail = dynamic(() => import("./first-email").then((module) => module.FirstEmail), {
  loading: () => <RowsSkeleton rows={5} />,
});

const moment = (iso: string, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    timeZone,
  }).format(new Date(iso));

type Props = { project: Project; preview: Preview; concerns: readonly Concern[]; campaignId: string | null };

/** The consequences of pressing Launch. `campaignId`: the campaign of an earlier launch, if that is still there. */
export function LaunchPreview({ project, preview, concerns, campaignId }: Props) {
  const [looking, setLooking] = useState(false);
  const { sender_name, sender_email, people, opens_at, time_zone, daily_limit } = preview;
  return (
    <>
      <Text fw={550}>
        You’re ready: {formatCounted(people, "person", "people")}, from {sender_name}.
      </Text>
      <List size="sm" mt="xs" spacing={4}>
        <ListItem>
          From {sender_name} &lt;{sender_email}&gt;, to {formatCounted(people, "lead", "leads")} who may be emailed.
        </ListItem>
        <ListItem>
          First emails: {moment(opens_at, time_zone)} ({formatZone(time_zone)}) at the earliest, then at most{" "}
          {formatCount(daily_limit)} a day.
        </ListItem>
        <ListItem>
          Drafts appear within minutes. You read, edit and approve them, and can send yourself a test.{" "}
          {campaignId !== null ? (
            "The campaign of the last launch goes on with its own settings, which say what needs your approval; a new one sends nothing before it."
          ) : (
            <strong>Nothing is sent before you approve it, unless you change that in the campaign’s settings.</strong>
          )}
        </ListItem>
        <ListItem>
          Launch tests the mail account and sets up your outreach engine. If a step fails, it is undone.
        </ListItem>
      </List>
      <LaunchConcerns projectId={project.id} concerns={concerns} />
      <Box mt="md">
        {looking ? (
          <FirstEmail project={project} campaignId={campaignId} />
        ) : (
          <Button variant="default" leftSection={<IconMail size={16} aria-hidden />} onClick={() => setLooking(true)}>
            Show the first email
          </Button>
        )}
      </Box>
    </>
  );
}
