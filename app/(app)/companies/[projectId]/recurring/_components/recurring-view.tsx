"use client";

import { Button, Card } from "@mantine/core";
import { IconPlus, IconRepeat } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Blank } from "@/app/_ui/blank";
import { PageHeader } from "@/app/_ui/page-header";
import type { Recurring } from "@/lib/autopilot/recurring/schemas";
import type { Project } from "@/lib/company/projects/schemas";
import classes from "../../approvals/_components/approvals.module.css";
import { RecurringEntry } from "./recurring-entry";

const RecurringForm = dynamic(() => import("./recurring-form").then((module) => module.RecurringForm));

type Props = { project: Project; tasks: readonly Recurring[]; zone: string };

/** The recurring tasks of a company, in the order in which they were added. */
export function RecurringView({ project, tasks, zone }: Props) {
  const [adding, setAdding] = useState(false);
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      Add recurring task
    </Button>
  );
  return (
    <>
      <PageHeader
        title="Recurring"
        description="Work that is done by a schedule. Times are those of each task's own zone; the first added stands first."
        actions={add}
      />
      {adding && <RecurringForm project={project} zone={zone} onClose={() => setAdding(false)} />}
      {tasks.length === 0 ? (
        <Blank icon={<IconRepeat size={26} />} title="No recurring tasks" action={add}>
          Add one to have a report written, a campaign run, an action proposed or the company looked at by a schedule.
        </Blank>
      ) : (
        <Card p={0}>
          <ul className={classes.list} aria-label="Recurring tasks">
            {tasks.map((task) => (
              <RecurringEntry key={`${task.id} ${task.revision}`} project={project} task={task} />
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
