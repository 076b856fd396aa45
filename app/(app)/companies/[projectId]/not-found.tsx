import { IconMapQuestion } from "@tabler/icons-react";
import { Blank } from "@/app/_ui/blank";
import { LinkButton } from "@/app/_ui/link-button";

export default function NotFound() {
  return (
    <>
      <title>Nothing here · Greenlight</title>
      <Blank
        heading={1}
        icon={<IconMapQuestion size={26} />}
        title="There is nothing here"
        action={<LinkButton href="/companies">To your companies</LinkButton>}
      >
        The address is wrong, or what it named is gone.
      </Blank>
    </>
  );
}
