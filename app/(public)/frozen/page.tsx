import { Container } from "@mantine/core";
import { IconSnowflake } from "@tabler/icons-react";
import type { Metadata } from "next";
import { Blank } from "@/app/_ui/blank";
import { LinkButton } from "@/app/_ui/link-button";

export const metadata: Metadata = { title: "Frozen" };

export default function FrozenPage() {
  return (
    <Container size="sm" py={80}>
      <Blank
        heading={1}
        icon={<IconSnowflake size={26} />}
        title="This workspace is frozen"
        action={<LinkButton href="/companies">To your companies</LinkButton>}
      >
        An administrator stopped it: nothing is sent, and no event is accepted, until the freeze is lifted. Ask your
        administrator why.
      </Blank>
    </Container>
  );
}
