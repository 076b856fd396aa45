import { IconMailOff } from "@tabler/icons-react";
import { Blank } from "@/app/_ui/blank";
import { LinkButton } from "@/app/_ui/link-button";

export const NoInvite = () => (
  <Blank
    heading={1}
    icon={<IconMailOff size={26} />}
    title="There is no such invitation"
    action={<LinkButton href="/companies">To your companies</LinkButton>}
  >
    The link is not complete, or a newer mail has replaced it. Open the link of the latest mail, or ask for a new
    invitation.
  </Blank>
);
