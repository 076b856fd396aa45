"use client";

import { Button, Group } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { Blank } from "./blank";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** Shown when the server could not render a page. */
export function PageFailure({ error, retry }: Props) {
  return (
    <Blank
      heading={1}
      icon={<IconPlugConnectedX size={26} />}
      title="This page could not be loaded"
      action={
        <Group mt="xs">
          <Button onClick={retry}>Try again</Button>
        </Group>
      }
    >
      Greenlight or its database did not answer in time. Nothing you entered elsewhere is lost. Try again; if it stays,
      check the terminal where Greenlight runs{error.digest ? ` for the error ${error.digest}` : ""}.
    </Blank>
  );
}
