"use client";

import { Badge, Button, Group, NativeSelect, Text } from "@mantine/core";
import { useRouter } from "next/navigation";
import { notifyFailure, notifySuccess } from "@/app/_ui/notify";
import { When } from "@/app/_ui/when";
import type { Project } from "@/lib/company/projects/schemas";
import type { Role } from "@/lib/foundation/access/schemas";
import type { ShownMember } from "@/lib/foundation/members/schemas";
import { endsAccess } from "./end-of-access";
import type { Powers } from "./member-powers";
import { ROLE_LABELS } from "./member-words";
import classes from "./rows.module.css";
import { useAccessChange } from "./use-members";

type Props = {
  project: Project;
  member: ShownMember;
  powers: Powers;
  onRemove: () => void;
  /** Called instead of changing the role when that takes away what the member sees. */
  onDemote: (role: Role) => void;
  onLeave: () => void;
};

export function MemberRow({ project, member, powers, onRemove, onDemote, onLeave }: Props) {
  return (
    <li>
      <div className={classes.who}>
        <Group gap={8}>
          <Text component="span" size="sm" fw={550}>
            {member.email}
          </Text>
          {member.is_you && <Badge color="gray">You</Badge>}
          {powers.roles.length === 0 && <RoleBadge role={member.role} />}
        </Group>
        <Text size="xs" c="dimmed" mt={2}>
          Joined <When iso={member.joined_at} />
        </Text>
        {powers.why && (
          <Text size="xs" c="dimmed" mt={2}>
            {powers.why}
          </Text>
        )}
      </div>
      <div className={classes.actions}>
        {powers.roles.length > 0 && (
          <RoleChoice project={project} member={member} roles={powers.roles} onDemote={onDemote} />
        )}
        {powers.remove && (
          <Button variant="default" size="xs" onClick={onRemove} aria-label={`Remove ${member.email}`}>
            Remove…
          </Button>
        )}
        {powers.leave && (
          <Button variant="default" size="xs" onClick={onLeave}>
            Leave…
          </Button>
        )}
      </div>
    </li>
  );
}

const COLORS: Record<Role, string> = { owner: "green", admin: "blue", member: "gray", viewer: "gray" };

export const RoleBadge = ({ role }: { role: Role }) => <Badge color={COLORS[role]}>{ROLE_LABELS[role]}</Badge>;

type ChoiceProps = Pick<Props, "project" | "member" | "onDemote"> & { roles: Role[] };

function RoleChoice({ project, member, roles, onDemote }: ChoiceProps) {
  const router = useRouter();
  const change = useAccessChange(project, () => {
    if (member.is_you) router.refresh();
  });
  const choose = (role: Role): void =>
    change.mutate(
      { path: `members/${encodeURIComponent(member.user_id)}`, method: "PATCH", json: { role } },
      {
        onSuccess: () => notifySuccess("Role changed", `${member.email} is now ${ROLE_LABELS[role].toLowerCase()}.`),
        onError: (error) => notifyFailure(`The role of ${member.email} was not changed`, error),
      },
    );
  const shown = change.isPending ? (change.variables.json as { role: Role }).role : member.role;
  return (
    <NativeSelect
      size="xs"
      aria-label={`Role of ${member.email}`}
      data={roles.map((role) => ({ value: role, label: ROLE_LABELS[role] }))}
      value={shown}
      disabled={change.isPending}
      onChange={({ currentTarget: { value } }) => {
        const role = value as Role;
        if (endsAccess(member, role)) onDemote(role);
        else choose(role);
      }}
      w={112}
    />
  );
}
