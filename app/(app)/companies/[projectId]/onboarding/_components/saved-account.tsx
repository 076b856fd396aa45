import { Code, Group, Text } from "@mantine/core";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { SavedCredentials } from "@/lib/operations/onboarding/get-credentials";
import { SendTestEmail } from "./send-test-email";

type Props = {
  project: Project;
  saved: NonNullable<SavedCredentials["mail_account"]>;
  replies: SavedCredentials["reply_mailbox"];
  /** A form to save another one stands below. */
  replaceable: boolean;
};

/** The saved account with what its last test found. */
export function SavedAccount({ project, saved, replies, replaceable }: Props) {
  const tests = [saved.test, saved.use_test_mailbox ? null : (replies?.test ?? null)].filter((test) => test !== null);
  return (
    <div>
      <Text size="sm">
        Saved: {saved.use_test_mailbox ? "the built-in test mailbox" : <Code>{saved.masked.preview}</Code>}
        {replies && !saved.use_test_mailbox && (
          <>
            , replies from <Code>{replies.masked.preview}</Code>
          </>
        )}
        .{replaceable && " The account that you save now replaces it."}
      </Text>
      {tests.map(({ protocol, ok, message, checked_at }) => (
        <Group key={protocol} gap={6} mt={4} wrap="nowrap" align="flex-start" data-test={protocol} data-ok={ok}>
          <Text size="sm" c={ok ? "dimmed" : "var(--mantine-color-error)"} style={{ overflowWrap: "anywhere" }}>
            {ok ? "Tested" : "Does not work, tested"} <When iso={checked_at} />: {message}
          </Text>
        </Group>
      ))}
      <Group mt="xs">
        <SendTestEmail project={project} />
      </Group>
    </div>
  );
}
