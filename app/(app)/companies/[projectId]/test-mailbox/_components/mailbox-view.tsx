"use client";

import { Alert, Button, Card, Group, Text } from "@mantine/core";
import { IconMailbox, IconRefresh } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { PageHeader } from "@/app/_ui/page-header";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { useUrlFilter } from "@/app/_ui/use-url-filter";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { MailboxMessage } from "@/lib/operations/test-mailbox/schemas";
import classes from "./mailbox.module.css";
import { MessageView } from "./message-view";

/** The emails that would have gone out, read and answered as their recipients. Nothing of this leaves the machine. */
export function MailboxView({ project, firstPage }: { project: Project; firstPage: Page<MailboxMessage> }) {
  const router = useRouter();
  const filter = useUrlFilter(["message"]);
  const { message: chosen } = filter.values;
  const pages = usePages<MailboxMessage>("/api/mailbox/messages", { workspace_id: project.workspace_id }, firstPage);
  return (
    <>
      <PageHeader
        title="Test mailbox"
        description="Emails that would have gone out, as their recipients see them. Answer as the recipient and watch the sequence react. Nothing leaves this machine."
        actions={
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => router.refresh()}
          >
            Look again
          </Button>
        }
      />
      {pages.rows.length === 0 ? (
        <Blank icon={<IconMailbox size={26} />} title="No emails yet">
          Choose the built-in test mailbox as your mail account, activate a campaign and run Email 1.
        </Blank>
      ) : (
        <div className={classes.columns} data-open={chosen !== ""}>
          <Card p={0} className={classes.side}>
            <ul className={classes.list} aria-label="Emails">
              {pages.rows.map(({ id, to, subject, step, reply_to, received_at }) => (
                <li key={id}>
                  <button
                    type="button"
                    className={classes.entry}
                    aria-current={id === chosen ? "true" : undefined}
                    onClick={() => filter.set({ message: id })}
                  >
                    <Group justify="space-between" wrap="nowrap" gap="xs">
                      <Text component="span" size="sm" fw={600} truncate>
                        {to}
                      </Text>
                      <Text component="span" size="xs" c="dimmed">
                        <When iso={received_at} />
                      </Text>
                    </Group>
                    <Text size="sm" c="dimmed" truncate>
                      {reply_to !== null ? "From your address" : step === null ? "Your answer" : `Email ${step}`}:{" "}
                      {subject}
                    </Text>
                  </button>
                </li>
              ))}
            </ul>
            <MoreRows pages={pages} title="Further emails could not be loaded" />
          </Card>
          {chosen === "" ? (
            <Alert variant="light" color="gray" visibleFrom="md">
              Choose an email to read it as its recipient.
            </Alert>
          ) : (
            <MessageView key={chosen} project={project} messageId={chosen} onBack={() => filter.set({ message: "" })} />
          )}
        </div>
      )}
    </>
  );
}
