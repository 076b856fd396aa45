"use client";

import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import type { Project } from "@/lib/company/projects/schemas";
import { AddVendorKey } from "../../settings/_components/add-vendor-key";
import { VendorKeyList, type SavedKeys } from "../../settings/_components/vendor-key-list";
import { RESEARCH_TYPES } from "../../settings/_components/vendor-keys";

type Props = { project: Project; keys: SavedKeys; onKept: () => Promise<void>; onDone: () => Promise<void> };

/** The services that look up leads, each with its service's last answer. */
export function ResearchPart({ project, keys, onKept, onDone }: Props) {
  const saved = keys.credentials.filter(({ type }) => RESEARCH_TYPES.some((service) => service === type));
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Optional. Each lead’s website is read in any case. Google search, Apify and Relevance AI look up more, at the
        expense of your account there. Keys are stored encrypted and tried once a day.
      </Text>
      {saved.length > 0 && <VendorKeyList keys={{ ...keys, credentials: saved }} />}
      <Anchor
        size="sm"
        href={`/api/onboarding/relevance-tool-download?workspace_id=${project.workspace_id}`}
        download
        underline="always"
      >
        Download the tool for Relevance AI
      </Anchor>
      <Group justify="flex-end" gap="sm">
        <AddVendorKey project={project} mayWrite types={RESEARCH_TYPES} onSaved={onKept} />
        <Button variant={saved.length > 0 ? "filled" : "default"} onClick={() => void onDone()}>
          {saved.length > 0 ? "Continue" : "Continue without a service"}
        </Button>
      </Group>
    </Stack>
  );
}
