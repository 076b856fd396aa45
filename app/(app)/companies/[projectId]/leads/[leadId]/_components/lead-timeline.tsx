import { Card, Spoiler, Text, Timeline, TimelineItem, Title } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { LeadEntry } from "@/lib/outreach/leads/schemas";
import type { OptOutReason } from "@/lib/outreach/sequence/schemas";

const step = (entry: LeadEntry): string => (entry.step === null ? "An email" : `Email ${entry.step}`);
const WHY: Record<string, string> = {
  replied: "they replied",
  bounced: "the address bounced",
  opted_out: "they opted out",
  complained: "they reported spam",
  opt_out: "they opted out",
  hard_bounce: "the address bounced",
  manual: "added by you",
};

const REASONS: Record<string, string> = {
  not_relevant: "not relevant to them",
  too_many: "too many emails",
  never_asked: "they never asked for the emails",
  wrong_person: "they are the wrong person",
  other: "another one than those offered",
} satisfies Record<OptOutReason, string>;

const TITLES: Record<string, (entry: LeadEntry) => string> = {
  added: () => "Added to your leads",
  imported: ({ detail }) => `On the list ${detail ?? ""}`,
  drafted: (entry) => `${step(entry)} drafted`,
  sent: (entry) => `${step(entry)} sent`,
  delivered: (entry) => `${step(entry)} delivered`,
  opened: (entry) => `${step(entry)} opened, perhaps by a person`,
  clicked: (entry) => `A link in ${step(entry).toLowerCase()} clicked`,
  replied: () => "Replied",
  bounced: (entry) => `${step(entry)} bounced`,
  opt_out: () => "Opted out",
  opt_out_reason: ({ detail }) => `Reason for the opt-out: ${REASONS[detail ?? ""] ?? detail}`,
  complained: () => "Reported spam",
  suppressed: ({ detail }) => {
    const [reason = "", domain] = (detail ?? "").split(" ");
    return `On the do-not-contact list${domain ? ` with ${domain.slice(1)}` : ""}: ${WHY[reason] ?? reason}`;
  },
  stopped: ({ detail }) => `Sequences stopped: ${WHY[detail ?? ""] ?? detail}`,
};

export function LeadTimeline({ entries }: { entries: LeadEntry[] }) {
  return (
    <Card>
      <Title order={2} size="h4" mb="md">
        Timeline
      </Title>
      <Timeline bulletSize={14} lineWidth={2} active={-1}>
        {entries.map((entry, index) => (
          <TimelineItem key={`${entry.at} ${entry.kind} ${index}`} title={TITLES[entry.kind]?.(entry) ?? entry.kind}>
            <Text size="xs" c="dimmed">
              <When iso={entry.at} />
              {entry.campaign && ` · ${entry.campaign}`}
            </Text>
            {entry.subject && entry.kind !== "drafted" && (
              <Text size="sm" fw={500} mt={4} style={{ overflowWrap: "anywhere" }}>
                {entry.subject}
              </Text>
            )}
            {entry.body && (
              <Spoiler maxHeight={96} mb={32} showLabel="Show all" hideLabel="Show less">
                <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
                  {entry.body}
                </Text>
              </Spoiler>
            )}
          </TimelineItem>
        ))}
      </Timeline>
    </Card>
  );
}
