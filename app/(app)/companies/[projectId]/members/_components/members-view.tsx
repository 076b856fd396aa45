"use client";

import { Stack, Text } from "@mantine/core";
import { Failure } from "@/app/_ui/failure";
import type { Project } from "@/lib/company/projects/schemas";
import { ROLE_PERMISSIONS } from "@/lib/foundation/access/roles";
import type { Invite, ShownMember } from "@/lib/foundation/members/schemas";
import { InviteForm } from "./invite-form";
import { InviteList } from "./invite-list";
import { MemberList } from "./member-list";
import { rolesToGive } from "./member-powers";
import { OwnershipCard } from "./ownership-card";
import { useMembers } from "./use-members";

type Props = { project: Project; members: ShownMember[]; invites: Invite[] };

/** The page follows the ledger, so changes by other members appear without a reload. */
export function MembersView({ project, members: initial, invites }: Props) {
  const members = useMembers(project, initial);
  const shown = members.data ?? initial;
  const mine = shown.find(({ is_you }) => is_you)?.role ?? null;
  const mayWrite = mine !== null && ROLE_PERMISSIONS[mine].has("members.write");
  return (
    <Stack gap="lg" maw={820}>
      {members.isError && (
        <Failure title="The members could not be loaded" error={members.error} onRetry={() => void members.refetch()} />
      )}
      <MemberList project={project} members={shown} mine={mine} />
      {mayWrite ? (
        <InviteForm project={project} roles={rolesToGive(mine)} />
      ) : (
        <Text size="sm" c="dimmed">
          Only an owner or admin can invite people, change roles and remove members.
        </Text>
      )}
      <InviteList project={project} initial={invites} mayWrite={mayWrite} />
      {mine === "owner" && <OwnershipCard project={project} members={shown} />}
    </Stack>
  );
}
