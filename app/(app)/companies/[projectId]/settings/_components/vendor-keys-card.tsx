import { Anchor, Card, Group, Text, Title } from "@mantine/core";
import type { Project } from "@/lib/company/projects/schemas";
import { AddVendorKey } from "./add-vendor-key";
import { VendorKeyList, type SavedKeys } from "./vendor-key-list";
import { isVendorType } from "./vendor-keys";

type Props = { project: Project; saved: SavedKeys; mayWrite: boolean };

/** The keys of other services that are saved, each with its service's last answer. */
export function VendorKeysCard({ project, saved, mayWrite }: Props) {
  const keys = saved.credentials.filter(({ type }) => isVendorType(type));
  return (
    <Card component="section" id="services" aria-labelledby="services-title">
      <Group justify="space-between" align="flex-start" wrap="wrap">
        <div style={{ flex: "1 1 320px" }}>
          <Title order={2} id="services-title">
            Other services
          </Title>
          <Text size="sm" c="dimmed" mt={4}>
            Optional: sending needs none of them. Google search, Apify and Relevance AI look up your leads before a
            model writes to them, at the expense of your account there. Keys are stored encrypted and tried once a day;
            you are told when one stops working.
          </Text>
          <Anchor
            size="sm"
            href={`/api/onboarding/relevance-tool-download?workspace_id=${project.workspace_id}`}
            download
            underline="always"
          >
            Download the tool for Relevance AI
          </Anchor>
        </div>
        <AddVendorKey project={project} mayWrite={mayWrite} />
      </Group>
      <VendorKeyList keys={{ ...saved, credentials: keys }} />
    </Card>
  );
}
