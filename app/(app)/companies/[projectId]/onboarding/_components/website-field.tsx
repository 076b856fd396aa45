"use client";

import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { api } from "@/app/_ui/api-client";
import { showFieldErrors } from "@/app/_ui/form-errors";
import { Failure } from "@/app/_ui/failure";
import type { Project } from "@/lib/company/projects/schemas";
import type { WebsiteSuggestions } from "@/lib/operations/onboarding/schemas";
import type { BrandValues } from "./brand-values";
import { SuggestedAnswers } from "./suggested-answers";

type Props = { project: Project; form: UseFormReturnType<BrandValues> };

/** The website, and the answers that it suggests: nothing is filled in before it is chosen. */
export function WebsiteField({ project, form }: Props) {
  const read = useMutation({
    mutationFn: (website: string) =>
      api<WebsiteSuggestions>("/api/onboarding/brand/auto-scrape", {
        json: { workspace_id: project.workspace_id, website },
      }),
    onMutate: () => form.clearFieldError("website"),
    onError: (error) => void showFieldErrors(form, error),
  });
  const start = (): void => {
    const website = form.getValues().website.trim();
    if (website === "") form.setFieldError("website", "Enter the website first");
    else read.mutate(website);
  };
  return (
    <Stack gap="sm">
      <Group align="flex-start" gap="sm" wrap="wrap">
        <TextInput
          label="Website"
          description="Greenlight can read it and suggest the answers below."
          inputMode="url"
          maxLength={500}
          flex="1 1 240px"
          {...form.getInputProps("website")}
        />
        <Button variant="default" mt={{ base: 0, xs: 46 }} loading={read.isPending} onClick={start}>
          Read website
        </Button>
      </Group>
      <div role="status" aria-live="polite">
        {read.isPending && (
          <Text size="sm" c="dimmed">
            Reading the website. This takes at most ten seconds.
          </Text>
        )}
        {read.data?.success === false && (
          <Alert color="yellow" title="No suggestions">
            {read.data.message}
          </Alert>
        )}
        {read.data?.success === true && (
          <SuggestedAnswers url={read.data.url} suggestions={read.data.suggestions} form={form} onClose={read.reset} />
        )}
      </div>
      {read.isError && Object.keys(form.errors).length === 0 && (
        <Failure title="The website was not read" error={read.error} onRetry={start} />
      )}
    </Stack>
  );
}
