import { Badge, Code, Group, Text } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { SavedCredentials } from "@/lib/operations/onboarding/get-credentials";
import classes from "./keys.module.css";
import { isVendorType, VENDOR_KINDS } from "./vendor-keys";

type Check = SavedCredentials["checks"][number];
export type SavedKeys = Pick<SavedCredentials, "credentials" | "checks">;

const BADGES: Record<Check["outcome"], { label: string; color: string }> = {
  right: { label: "Works", color: "green" },
  wrong: { label: "Wrong", color: "red" },
  expired: { label: "Expired", color: "red" },
  lacks_scope: { label: "Lacks a permission", color: "red" },
  limited: { label: "Limit reached", color: "yellow" },
  down: { label: "Could not be asked", color: "gray" },
};

/** Saved keys, each with its service's last answer. */
export const VendorKeyList = ({ keys: { credentials, checks } }: { keys: SavedKeys }) => (
  <ul className={classes.keys}>
    {credentials.map(({ credential_id, type, name, masked }) => (
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
          <Answer of={checks.find((check) => check.credential_id === credential_id)} />
        </div>
      </li>
    ))}
  </ul>
);

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
