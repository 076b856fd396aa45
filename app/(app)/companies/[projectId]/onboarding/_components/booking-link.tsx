"use client";

import { Button, Stack, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { api, sentenceOf } from "@/app/_ui/api-client";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { BookingChecks, BookingVerdict } from "@/lib/operations/onboarding/schemas";
import type { BrandValues } from "./brand-values";

type Props = {
  project: Project;
  form: UseFormReturnType<BrandValues>;
  field: "calendly_link_1" | "calendly_link_2";
  label: string;
  description?: string;
  /** As the last visits of saved links found them. */
  checks: BookingChecks;
  onChecked: () => Promise<void>;
};

const COLORS: Record<BookingVerdict["verdict"], string> = {
  yes: "var(--mantine-color-green-text)",
  no: "var(--mantine-color-error)",
  unknown: "dimmed",
};

/** A booking link, which a guest's visit can be tried on. */
export function BookingLinkField({ project, form, field, label, description, checks, onChecked }: Props) {
  const check = useMutation({
    mutationFn: (link: string) =>
      api<BookingVerdict>("/api/onboarding/validate-calendly", { json: { workspace_id: project.workspace_id, link } }),
    onSuccess: onChecked,
  });
  const link = form.values[field].trim();
  /** A finding is about the link that was checked, not about one that is typed later. */
  const isCurrent = check.variables === link;
  const found = isCurrent && check.data ? check.data : checks[link];
  return (
    <Stack gap="xs">
      <TextInput
        label={label}
        placeholder="https://calendly.com/you/intro"
        description={description}
        inputWrapperOrder={["label", "input", "description", "error"]}
        inputMode="url"
        {...form.getInputProps(field)}
      />
      {link !== "" && (
        <Button
          variant="default"
          size="xs"
          style={{ alignSelf: "flex-start" }}
          loading={check.isPending}
          aria-label={`Check link: ${label.toLowerCase()}`}
          onClick={() => check.mutate(link)}
        >
          Check link
        </Button>
      )}
      <div role="status" aria-live="polite">
        {found && (
          <Text size="sm" c={COLORS[found.verdict]} style={{ overflowWrap: "anywhere" }}>
            {found.message} Visited <When iso={found.checked_at} />.
          </Text>
        )}
        {check.isError && isCurrent && (
          <Text size="sm" c="var(--mantine-color-error)">
            The link was not checked: {sentenceOf(check.error)}
          </Text>
        )}
      </div>
    </Stack>
  );
}
