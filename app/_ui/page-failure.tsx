"use client";

import { Button, Group } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { Blank } from "./blank";
import { FAILED_PAGE, failedPageText } from "./failure-text";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** Shown when the server could not render a page. */
export function PageFailure({ error, retry }: Props) {
  return (
    <Blank
      heading={1}
      icon={<IconPlugConnectedX size={26} />}
      title={FAILED_PAGE}
      action={
        <Group mt="xs">
          <Button onClick={retry}>Try again</Button>
        </Group>
      }
    >
      {failedPageText(error)}
    </Blank>
  );
}
