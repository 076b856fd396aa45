"use client";

import { Button, Card, Grid, GridCol, Group, Kbd, NativeSelect, Stack, Text } from "@mantine/core";
import { IconMailCheck } from "@tabler/icons-react";
import { useState } from "react";
import { Blank } from "@/app/_ui/blank";
import { Failure } from "@/app/_ui/failure";
import { PageHeader } from "@/app/_ui/page-header";
import { REVIEW_MODES } from "@/app/_ui/review-words";
import { useLetterKeys } from "@/app/_ui/use-letter-keys";
import { useUrlFilter } from "@/app/_ui/use-url-filter";
import type { Project } from "@/lib/company/projects/schemas";
import type { CampaignWithProgress } from "@/lib/outreach/campaigns/get-campaign";
import type { Draft } from "@/lib/outreach/drafts/schemas";
import { DraftList } from "./draft-list";
import { DraftPreview, type OpenForm } from "./draft-preview";
import { UnwrittenLeads } from "./unwritten-leads";
import { useDecide, useDrafts, type Decision, type DraftFilter, type DraftPage } from "./use-drafts";

type Props = { project: Project; campaign: CampaignWithProgress; firstPage: DraftPage; filter: DraftFilter };

const isWaiting = ({ status, holes, hash }: Draft): boolean =>
  status === "drafted" && holes.length === 0 && hash !== null;

/** Each email of a campaign as it will be received, to be read, edited and approved before it leaves. */
export function DraftsView({ project, campaign, firstPage, filter }: Props) {
  const list = useDrafts({ project, campaignId: campaign.id, filter, firstPage });
  const decide = useDecide({ project, campaignId: campaign.id });
  const [position, setPosition] = useState(0);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [form, setForm] = useState<OpenForm>(null);
  const drafts = list.data.pages.flatMap(({ data }) => data);
  const at = Math.min(position, drafts.length - 1);
  const open = drafts[at];

  const go = (to: number): void => {
    setForm(null);
    setPosition(Math.max(0, Math.min(to, drafts.length - 1)));
  };
  const settle = (decision: Decision, of: readonly Draft[]): void => {
    if (of.length === 0 || decide.isPending) return;
    setChosen(new Set());
    decide.mutate({ decision, drafts: of });
  };
  useLetterKeys({
    j: () => go(at + 1),
    k: () => go(at - 1),
    a: () => settle("approved", open && isWaiting(open) ? [open] : []),
    e: () => setForm(open ? "edit" : null),
    r: () => setForm(open ? "regenerate" : null),
  });

  return (
    <>
      <PageHeader
        title="Drafts"
        description={`Emails of “${campaign.name}”, as they will be received. ${REVIEW_MODES[campaign.review_mode]}`}
        back={{ href: `/companies/${project.id}/campaigns/${campaign.id}`, label: campaign.name }}
      />
      <Group justify="space-between" align="flex-end" mb="md" gap="sm">
        <Filters campaign={campaign} />
        <Decisions drafts={drafts} chosen={chosen} onDecide={settle} deciding={decide.isPending} />
      </Group>
      <NotRefreshed list={list} />
      <UnwrittenLeads project={project} campaignId={campaign.id} />
      {open === undefined ? (
        <NoDrafts filter={filter} />
      ) : (
        <Grid gap="md">
          <GridCol span={{ base: 12, md: 5, lg: 4 }}>
            <Card p="xs">
              <DraftList drafts={drafts} at={at} onOpen={go} chosen={chosen} onChoose={setChosen} />
              <ShowMore list={list} />
            </Card>
            <Hints />
          </GridCol>
          <GridCol span={{ base: 12, md: 7, lg: 8 }}>
            <DraftPreview
              key={open.id}
              project={project}
              draft={open}
              mode={campaign.review_mode}
              form={form}
              onForm={setForm}
              onDecide={(decision) => settle(decision, [open])}
              deciding={decide.isPending}
            />
          </GridCol>
        </Grid>
      )}
    </>
  );
}

type DecisionsProps = {
  drafts: readonly Draft[];
  chosen: ReadonlySet<string>;
  onDecide: (decision: Decision, of: readonly Draft[]) => void;
  deciding: boolean;
};

/** About the selected drafts, else about all that are shown. */
function Decisions({ drafts, chosen, onDecide, deciding }: DecisionsProps) {
  const picked = drafts.filter(({ id }) => chosen.has(id));
  const waiting = drafts.filter(isWaiting);
  if (picked.length === 0) {
    return waiting.length > 0 ? (
      <Button onClick={() => onDecide("approved", waiting)} loading={deciding}>
        Approve all {waiting.length} shown
      </Button>
    ) : null;
  }
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => onDecide("rejected", picked)} disabled={deciding}>
        Reject {picked.length} selected
      </Button>
      <Button onClick={() => onDecide("approved", picked)} loading={deciding}>
        Approve {picked.length} selected
      </Button>
    </Group>
  );
}

const NotRefreshed = ({ list }: { list: ReturnType<typeof useDrafts> }) =>
  list.isError && (
    <Failure title="The drafts could not be refreshed" error={list.error} onRetry={() => void list.refetch()} />
  );

function ShowMore({ list }: { list: ReturnType<typeof useDrafts> }) {
  if (!list.hasNextPage) return null;
  return (
    <Button
      variant="default"
      fullWidth
      mt="xs"
      onClick={() => void list.fetchNextPage()}
      loading={list.isFetchingNextPage}
    >
      Show more
    </Button>
  );
}

const STATES = { drafted: "To approve", approved: "Approved", rejected: "Rejected", sent: "Sent" } as const;

function Filters({ campaign }: { campaign: CampaignWithProgress }) {
  const { values, set } = useUrlFilter(["step", "status"]);
  const count = (state: keyof typeof STATES): number => campaign.progress.reduce((sum, step) => sum + step[state], 0);
  const steps = campaign.progress.map(({ step }) => ({ value: String(step), label: `Email ${step}` }));
  return (
    <Group gap="sm">
      <NativeSelect
        label="Show"
        value={values.status || "drafted"}
        onChange={({ currentTarget }) => set({ status: currentTarget.value })}
        data={[
          ...Object.entries(STATES).map(([value, label]) => ({
            value,
            label: `${label} (${count(value as keyof typeof STATES)})`,
          })),
          { value: "all", label: "All" },
        ]}
      />
      <NativeSelect
        label="Email"
        value={values.step}
        onChange={({ currentTarget }) => set({ step: currentTarget.value })}
        data={[{ value: "", label: "All emails" }, ...steps]}
      />
    </Group>
  );
}

const NoDrafts = ({ filter }: { filter: DraftFilter }) => (
  <Blank
    icon={<IconMailCheck size={26} />}
    title={filter.status === "drafted" ? "No email waits for you" : "No email here"}
  >
    {filter.status === "drafted"
      ? "New drafts appear here as soon as the campaign has prepared them. To prepare them now, press “Run now” beside Email preparation on the campaign’s page."
      : "Choose another state or email above."}
  </Blank>
);

const Hints = () => (
  <Stack gap={4} mt="sm" visibleFrom="md">
    <Text size="xs" c="dimmed" component="div">
      <Kbd size="xs">j</Kbd> next · <Kbd size="xs">k</Kbd> previous · <Kbd size="xs">a</Kbd> approve ·{" "}
      <Kbd size="xs">e</Kbd> edit · <Kbd size="xs">r</Kbd> regenerate
    </Text>
  </Stack>
);
