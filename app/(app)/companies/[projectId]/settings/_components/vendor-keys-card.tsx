import { Anchor, Badge, Card, Code, Group, Text, Title } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { SavedCredentials } from "@/lib/operations/onboarding/get-credentials";
import { AddVendorKey } from "./add-vendor-key";
import classes from "./keys.module.css";
import { isVendorType, VENDOR_KINDS } from "./vendor-keys";

type Check = SavedCredentials["checks"][number];
type Props = { project: Project; saved: Pick<SavedCredentials, "credentials" | "checks">; mayWrite: boolean };

const BADGES: Record<Check["outcome"], { label: string; color: string }> = {
  right: { label: "Works", color: "green" },
  wrong: { label: "Wrong", color: "red" },
  expired: { label: "Expired", color: "red" },
  lacks_scope: { label: "Lacks a permission", color: "red" },
  limited: { label: "Limit reached", color: "yellow" },
  down: { label: "Could not be asked", color: "gray" },
};

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
      <ul className={classes.keys}>
        {keys.map(({ credential_id, type, name, masked }) => (
          <li key={credential_id}>
            <div className={classes.what}>
              <Group gap={8}>
                <Text component="span" size="sm" fw={550}>
                  {isVendorType(type) && name === type ? VENDOR_KINDS[type].label : name}
                </Text>
                <Code>{masked.preview}</Code>
              </Group>
              {isVendorType(type) && (
                <Text size="xs" mt={2}>
                  {VENDOR_KINDS[type].use}
                </Text>
              )}
              <Answer of={saved.checks.find((check) => check.credential_id === credential_id)} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Answer({ of }: { of: Check | undefined }) {
  if (!of)
    return (
      <Text size="xs" c="dimmed" mt={2}>
        Not tried yet. This happens within a minute.
      </Text>
    );
  return (
    <Group gap={8} mt={4} wrap="wrap">
      <Badge variant="light" color={BADGES[of.outcome].color}>
        {BADGES[of.outcome].label}
      </Badge>
      <Text size="xs" c="dimmed">
        {of.message} Tried <When iso={of.checked_at} />.
      </Text>
    </Group>
  );
}
