import { Container } from "@mantine/core";
import { IconMapQuestion } from "@tabler/icons-react";
import { Blank } from "./_ui/blank";
import { LinkButton } from "./_ui/link-button";

export default function NotFound() {
  return (
    <>
      <title>Nothing here · Greenlight</title>
      <Container size="sm" py={80} component="main">
        <Blank
          heading={1}
          icon={<IconMapQuestion size={26} />}
          title="There is nothing here"
          action={<LinkButton href="/companies">To your companies</LinkButton>}
        >
          The address is wrong, or this belongs to a company you are not a member of.
        </Blank>
      </Container>
    </>
  );
}
