"use client";

import { Container } from "@mantine/core";
import { PageFailure } from "./_ui/page-failure";

export default function ErrorPage(props: Parameters<typeof PageFailure>[0]) {
  return (
    <Container size="sm" py={80} component="main">
      <PageFailure {...props} />
    </Container>
  );
}
