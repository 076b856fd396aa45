"use client";

import { Card, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { Project } from "@/lib/company/projects/schemas";
import type { Role } from "@/lib/foundation/access/schemas";
import type { ShownMember } from "@/lib/foundation/members/schemas";
import { LeaveDialog } from "./leave-dialog";
import { powersOver } from "./member-powers";
import { MemberRow } from "./member-row";
import { RemoveDialog } from "./remove-dialog";
import classes from "./rows.module.css";

type Props = { project: Project; members: ShownMember[]; mine: Role | null };

/** Who is a member, and what the person who looks may do about it. */
export function MemberList({ project, members, mine }: Props) {
  const [removing, setRemoving] = useState<ShownMember | null>(null);
  const [leaving, setLeaving] = useState(false);
  const owners = members.filter(({ role }) => role === "owner").length;
  return (
    <Card component="section" aria-labelledby="members-title">
      <Title order={2} id="members-title">
        Who is in
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="xs">
        {members.length === 1 ? "You are the only one so far." : `${members.length} people can open this company.`}
      </Text>
      <ul className={classes.rows}>
        {members.map((member) => (
          <MemberRow
            key={member.user_id}
            project={project}
            member={member}
            powers={powersOver(member, { mine, owners })}
            onRemove={() => setRemoving(member)}
            onLeave={() => setLeaving(true)}
          />
        ))}
      </ul>
      <RemoveDialog project={project} member={removing} onClose={() => setRemoving(null)} />
      <LeaveDialog project={project} opened={leaving} onClose={() => setLeaving(false)} />
    </Card>
  );
}
