"use client";

import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { Failure } from "@/app/_ui/failure";
import { notifyVoided, type WithVoided } from "@/app/_ui/voided-approvals";
import type { Brand, RevisedBrand } from "@/lib/company/profile/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import type { BookingChecks, BookingVerdict } from "@/lib/operations/onboarding/schemas";
import { BookingLinkField } from "./booking-link";
import { brandBody, brandValues, type BrandValues } from "./brand-values";
import { ConflictDialog } from "./conflict-dialog";
import { SaveBar } from "./save-bar";
import { useAnswers, type FirstRead } from "./use-answers";

type Props = {
  project: Project;
  saved: Brand | null;
  checks: BookingChecks;
  first: FirstRead;
  onKept: () => Promise<void>;
  onSaved: () => Promise<void>;
};

const FIELDS = ["calendly_link_1", "calendly_link_2"] as const;
const LABELS = { calendly_link_1: "Booking link", calendly_link_2: "Second booking link" };

/** The links by which people book a call, each visited when it is saved. */
export function CalendarForm({ saved, ...props }: Props) {
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Optional. Your links are offered where an email proposes a call; without one, people answer by email.
      </Text>
      {saved ? (
        <LinksForm {...props} saved={saved} />
      ) : (
        <Text size="sm">The links belong to a sender: save “Company and sender” first, then enter them here.</Text>
      )}
      {(saved === null || linksOf(saved).length === 0) && (
        <Group justify="flex-end">
          <Button variant="default" onClick={() => void props.onSaved()}>
            Continue without a link
          </Button>
        </Group>
      )}
    </Stack>
  );
}

const linksOf = (brand: Brand | null): string[] =>
  [brand?.calendly_link_1, brand?.calendly_link_2].filter((link) => typeof link === "string");

function LinksForm({ project, saved, checks, first, onKept, onSaved }: Props & { saved: Brand }) {
  const form = useForm({ initialValues: brandValues(project, saved) });
  const visit = useVisit(project, { onKept, onSaved });
  const answers = useAnswers<BrandValues, RevisedBrand & WithVoided>({
    project,
    part: "calendar",
    form,
    fields: FIELDS,
    first,
    path: "/api/onboarding/brand",
    body: (values) => ({ ...brandBody(values), part: "calendar" }),
    toSaved: ({ brand, revision }) => ({ values: brandValues(project, brand), revision }),
    onSaved: async (answer) => {
      notifyVoided(answer);
      const links = linksOf(answer.brand);
      if (links.length === 0) return onSaved();
      await onKept();
      visit.mutate(links);
    },
  });
  return (
    <form onSubmit={form.onSubmit(() => answers.save.mutate())} noValidate>
      <Stack gap="md">
        <LinkFields project={project} form={form} checks={checks} onChecked={onKept} />
        <ConflictDialog conflicts={answers.conflicts} labels={LABELS} onChoose={answers.choose} />
        {visit.isError && <Failure title="The link is saved, and was not visited" error={visit.error} />}
        <SaveBar
          saving={answers.save.isPending || visit.isPending}
          typed={answers.dirty}
          failing={answers.failing}
          saved={linksOf(saved).length > 0}
          error={answers.error}
        />
      </Stack>
    </form>
  );
}

type Then = { onKept: () => Promise<void>; onSaved: () => Promise<void> };

/** Visits the saved links. One that is certainly wrong keeps its step open. */
function useVisit({ workspace_id }: Project, { onKept, onSaved }: Then) {
  return useMutation({
    mutationFn: (links: string[]) =>
      Promise.all(
        links.map((link) => api<BookingVerdict>("/api/onboarding/validate-calendly", { json: { workspace_id, link } })),
      ),
    onSuccess: (found) => (found.some(({ verdict }) => verdict === "no") ? onKept() : onSaved()),
  });
}

type FieldsProps = {
  project: Project;
  form: UseFormReturnType<BrandValues>;
  checks: BookingChecks;
  onChecked: () => Promise<void>;
};

const LinkFields = (props: FieldsProps) => (
  <SimpleGrid cols={{ base: 1, sm: 2 }}>
    <BookingLinkField {...props} field="calendly_link_1" label="Booking link" />
    <BookingLinkField
      {...props}
      field="calendly_link_2"
      label="Second booking link"
      description="For another person or a longer call"
    />
  </SimpleGrid>
);
