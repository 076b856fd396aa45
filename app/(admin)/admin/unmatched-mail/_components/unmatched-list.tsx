"use client";

import { Card, Stack, Text } from "@mantine/core";
import { IconMailQuestion } from "@tabler/icons-react";
import { Blank } from "@/app/_ui/blank";
import { MoreRows } from "@/app/_ui/more-rows";
import { usePages, type Page } from "@/app/_ui/use-pages";
import { When } from "@/app/_ui/when";
import type { UnmatchedEmail } from "@/lib/company/mail/schemas";

/** Sender, recipient and subject; the words of an email that is for no company are not shown. */
export function UnmatchedList({ firstPage }: { firstPage: Page<UnmatchedEmail> }) {
  const pages = usePages<UnmatchedEmail>("/api/admin/unmatched-mail", {}, firstPage);
  if (pages.rows.length === 0) {
    return (
      <Blank icon={<IconMailQuestion size={26} />} title="No unmatched mail">
        Every email found its company so far.
      </Blank>
    );
  }
  return (
    <>
      <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }} aria-label="Unmatched mail">
        {pages.rows.map(({ id, sender, recipient, subject, why, received_at, provider }) => (
          <Card key={id} component="li" style={{ overflowWrap: "anywhere" }}>
            <Text size="sm" fw={550}>
              {subject || "(no subject)"}
            </Text>
            <Text size="sm">
              From {sender || "an unknown sender"} to {recipient || "an unknown address"}
            </Text>
            <Text size="xs" c="dimmed" component="div">
              {why} By {provider}, <When iso={received_at} />
            </Text>
          </Card>
        ))}
      </Stack>
      <MoreRows pages={pages} title="Further mail could not be loaded" />
    </>
  );
}
