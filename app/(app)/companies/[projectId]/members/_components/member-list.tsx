"use client";

import { Card, Text, Title } from "@mantine/core";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Project } from "@/lib/company/projects/schemas";
import type { Role } from "@/lib/foundation/access/schemas";
import type { ShownMember } from "@/lib/foundation/members/schemas";
import type { EndOfAccess } from "./end-of-access";
import { LeaveDialog } from "./leave-dialog";
import { powersOver } from "./member-powers";
import { MemberRow } from "./member-row";
import classes from "./rows.module.css";

// Loaded after the page, because it opens on a click only.
const EndAccessDialog = dynamic(() => import("./end-access-dialog").then((module) => module.EndAccessDialog));

type Props = { project: Project; members: ShownMember[]; mine: Role | null };

/** The members, with the actions that the viewer may take. */
export function MemberList({ project, members, mine }: Props) {
  const [ending, setEnding] = useState<EndOfAccess | null>(null);
  const [leaving, setLeaving] = useState(false);
  const owners = members.filter(({ role }) => role === "owner").length;
  return (
    <Card component="section" aria-labelledby="members-title">
      <Title order={2} id="members-title">
        Members
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
            onRemove={() => setEnding({ member, role: null })}
            onDemote={(role) => setEnding({ member, role })}
            onLeave={() => setLeaving(true)}
          />
        ))}
      </ul>
      <EndAccessDialog project={project} ending={ending} onClose={() => setEnding(null)} />
      <LeaveDialog project={project} opened={leaving} onClose={() => setLeaving(false)} />
    </Card>
  );
}
