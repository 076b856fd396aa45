import { IconClockOff, IconMailOff, IconMailOpened, IconUserCheck, IconUserQuestion } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Blank } from "@/app/_ui/blank";
import { LinkButton } from "@/app/_ui/link-button";
import type { InvitePreview } from "@/lib/foundation/members/find-invite";
import { AcceptButton } from "./accept-button";
import { SwitchAccount } from "./switch-account";

const MAY: Record<InvitePreview["role"], string> = {
  owner: "You may do everything with it, and hand it to somebody else.",
  admin: "You can launch, invite people and create keys.",
  member: "You may work on its onboarding, leads and campaigns.",
  viewer: "You see everything and change nothing.",
};

const ARTICLES: Record<InvitePreview["role"], string> = {
  owner: "an owner",
  admin: "an admin",
  member: "a member",
  viewer: "a viewer",
};

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const companies = (
  <LinkButton href="/companies" variant="default">
    To your companies
  </LinkButton>
);

type Props = { token: string; invite: InvitePreview; you: string; canSwitch: boolean };

/** An invitation in each of its states, with what to do about it. */
export function InviteCard({ token, invite, you, canSwitch }: Props) {
  const { workspace_name, role, email, inviter_email, expires_at, state, is_for_you } = invite;
  if (state === "revoked") {
    return (
      <State icon={<IconMailOff size={26} />} title="This invitation was taken back" action={companies}>
        {inviter_email} had invited {email} to {workspace_name}. Ask them if that was a mistake.
      </State>
    );
  }
  if (state === "accepted") {
    return (
      <State icon={<IconUserCheck size={26} />} title="This invitation was accepted already" action={companies}>
        {is_for_you
          ? `You accepted it. If you cannot see ${workspace_name} among your companies, you are not a member of it any more.`
          : `An invitation works once. If it was meant for you, ask ${inviter_email} for one of your own.`}
      </State>
    );
  }
  if (!is_for_you) {
    return (
      <State
        icon={<IconUserQuestion size={26} />}
        title="This invitation is for somebody else"
        action={canSwitch ? <SwitchAccount /> : companies}
      >
        It was sent to {email}, and you are signed in as {you}. Sign in with the address that received the email, or ask{" "}
        {inviter_email} to invite {you}.
      </State>
    );
  }
  if (state === "expired") {
    return (
      <State icon={<IconClockOff size={26} />} title="This invitation has expired" action={companies}>
        It could be accepted until {DAY.format(new Date(expires_at))}. Ask {inviter_email} to send it again.
      </State>
    );
  }
  return (
    <State
      icon={<IconMailOpened size={26} />}
      title={`Join ${workspace_name}`}
      action={<AcceptButton token={token} name={workspace_name} />}
    >
      {inviter_email} invites you to {workspace_name} as {ARTICLES[role]}. {MAY[role]}
    </State>
  );
}

type StateProps = { icon: ReactNode; title: string; action: ReactNode; children: ReactNode };

const State = ({ icon, title, action, children }: StateProps) => (
  <Blank heading={1} icon={icon} title={title} action={action}>
    {children}
  </Blank>
);
